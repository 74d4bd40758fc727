using Aggregator.Outputs.Stream;
using Aggregator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Rest;

/// <summary><c>/changes</c>: the stream of changes by cursor, for whoever asks again and again.</summary>
internal static class ChangeEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapRead("/changes", "listChanges", "Changes after a cursor, in their order, with the articles as they are now.", ListAsync, After, Limit, Wait)
            .Produces<ChangePageShape>().WithTags("Changes");

    private static async Task ListAsync(HttpContext context, ChangeReader changes, ChangeFollower follower, IHostApplicationLifetime lifetime)
    {
        var query = QueryValues.Of(context);
        var (after, limit) = (query.Number(After)!.Value, (int)query.Number(Limit)!);
        var page = changes.Page(after, limit);
        if (page.Count == 0 && query.Span(Wait) is { } wait && wait > TimeSpan.Zero)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            page = await follower.WaitAsync(() => changes.Page(after, limit), found => found.Count > 0, wait, end.Token).ConfigureAwait(false);
        }
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("changes");
            foreach (var (change, article) in page)
                ChangeJson.Write(json, change, article);
            json.WriteEndArray();
            json.WriteNumber("cursor", page.Count == 0 ? after : page[^1].Change.Number);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
