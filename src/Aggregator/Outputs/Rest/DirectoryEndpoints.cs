using Aggregator.Storage.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Rest;

/// <summary><c>/tags</c> and <c>/hosts</c>.</summary>
internal static class DirectoryEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/tags", "listTags", "All tags.", TagsAsync).Produces<TagList>().WithTags("Directories");
        api.MapRead("/hosts", "listHosts", "Hosts that feeds are on, by name, and whether they are left alone.", HostsAsync, Limit, HostCursor).Produces<HostPage>().WithTags("Directories");
    }

    private static Task TagsAsync(HttpContext context, Directories directories) =>
        JsonAnswer.WriteAsync(context, new TagList([.. directories.Tags().Select(tag => new TagBody(tag.Tag, tag.Feeds))]), RestJson.Default.TagList);

    private static Task HostsAsync(HttpContext context, Directories directories, TimeProvider time)
    {
        var query = QueryValues.Of(context);
        var limit = (int)query.Number(Limit)!;
        var found = directories.Hosts(time.GetUtcNow(), query.Text(HostCursor) ?? "", limit + 1);
        var next = found.Count > limit ? found[limit - 1].Host : null;
        if (next is not null)
            JsonAnswer.LinkNext(context, next);
        return JsonAnswer.WriteAsync(context, new HostPage([.. found.Take(limit).Select(HostBody.Of)], next), RestJson.Default.HostPage);
    }
}
