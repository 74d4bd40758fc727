using System.Globalization;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Rest;

/// <summary><c>/feeds</c>: how the feeds are.</summary>
internal static class FeedEndpoints
{
    private const int PollsShown = 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/feeds", "listFeeds", "Feeds with their health, by their numbers.", ListAsync, QueryParameters.Health, FeedTag, Host, Limit, FeedCursor)
            .Produces<FeedPage>().WithTags("Feeds");
        api.MapRead("/feeds/{id:long:min(1)}", "getFeed", "One feed with its last polls.", GetAsync)
            .Produces<FeedDetail>().ProducesProblems(StatusCodes.Status404NotFound).WithTags("Feeds");
    }

    private static Task ListAsync(HttpContext context, FeedPages feeds, TimeProvider time)
    {
        var query = QueryValues.Of(context);
        var limit = (int)query.Number(Limit)!;
        var found = feeds.Read(
            new FeedQuery { Health = query.Text(QueryParameters.Health), Tag = query.Text(FeedTag), Host = query.Text(Host), After = query.Number(FeedCursor) ?? 0, Limit = limit + 1 }, time.GetUtcNow());
        var next = found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
            JsonAnswer.LinkNext(context, next);
        return JsonAnswer.WriteAsync(context, new FeedPage([.. found.Take(limit).Select(FeedBody.Of)], next), RestJson.Default.FeedPage);
    }

    private static Task GetAsync(long id, HttpContext context, FeedPages feeds, FeedHistory history, TimeProvider time) =>
        feeds.Read(new FeedQuery { Id = id, Limit = 1 }, time.GetUtcNow()) is [var feed]
            ? JsonAnswer.WriteAsync(
                context, new FeedDetail(FeedBody.Of(feed), feeds.CountArticles(id), [.. history.LastPolls(id, PollsShown).Select(PollBody.Of)]), RestJson.Default.FeedDetail)
            : RestEndpoints.NotFoundAsync(context, $"feed {id}");
}
