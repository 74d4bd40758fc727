using Aggregator.Storage.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Rest;

/// <summary><c>/stories</c>: what several feeds tell.</summary>
internal static class StoryEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/stories", "listStories", "Stories with their articles, the last changed first.", ListAsync, ChangedSince, Limit, Cursor).Produces<StoryPage>().WithTags("Stories");
        api.MapRead("/stories/{id:long:min(1)}", "getStory", "One story with its articles.", GetAsync)
            .Produces<StoryBody>().ProducesProblems(StatusCodes.Status404NotFound).WithTags("Stories");
    }

    private static Task ListAsync(HttpContext context, StoryPages stories)
    {
        var query = QueryValues.Of(context);
        var limit = (int)query.Number(Limit)!;
        var found = stories.Read(query.Value<ArticlePlace>(Cursor), query.Instant(ChangedSince), limit + 1);
        var next = found.Count > limit ? PlaceText.Of(found[limit - 1].ChangedAt, found[limit - 1].Id) : null;
        if (next is not null)
            JsonAnswer.LinkNext(context, next);
        return JsonAnswer.WriteAsync(context, new StoryPage([.. found.Take(limit).Select(StoryBody.Of)], next), RestJson.Default.StoryPage);
    }

    private static Task GetAsync(long id, HttpContext context, StoryPages stories) => stories.Find(id) is { } story
        ? JsonAnswer.WriteAsync(context, StoryBody.Of(story), RestJson.Default.StoryBody)
        : RestEndpoints.NotFoundAsync(context, $"story {id}: it was never there, or became part of another, which the change \"merged\" tells");
}
