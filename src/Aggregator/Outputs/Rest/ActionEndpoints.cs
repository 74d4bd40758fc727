using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs.Access;
using Aggregator.Storage;
using Aggregator.Storage.Access;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Repairs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Rest;

/// <summary>What can be done over the API. Who did it stands in the log.</summary>
internal static partial class ActionEndpoints
{
    private const int LargestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        var logger = api.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Aggregator.Outputs.Rest.Actions");
        Action(
            "/feeds/{id:long:min(1)}/poll", "pollFeed", "Poll a feed now, whatever its schedule and back-off say. Its host is paced, and left alone when it asked for that.",
            (long id, HttpContext context, FeedPages feeds, FeedActions actions, TimeProvider time) =>
                OnFeedAsync(logger, context, feeds, time, id, feed => actions.Poll(feed, time.GetUtcNow())));
        Action(
            "/feeds/{id:long:min(1)}/pause", "pauseFeed", "Poll a feed no more until it is resumed, whatever its list says.",
            (long id, HttpContext context, FeedPages feeds, FeedActions actions, TimeProvider time) =>
                OnFeedAsync(logger, context, feeds, time, id, feed => actions.Pause(feed, Caller.Of(context)?.Name ?? Caller.Anonymous, time.GetUtcNow())));
        Action(
            "/feeds/{id:long:min(1)}/resume", "resumeFeed", "Poll a feed again that was paused over the API.",
            (long id, HttpContext context, FeedPages feeds, FeedActions actions, TimeProvider time) =>
                OnFeedAsync(logger, context, feeds, time, id, feed => actions.Resume(feed, time.GetUtcNow())));
        Action(
            "/articles/{id:long:min(1)}/split", "splitArticle", "Undo a merge: what one feed carries becomes an article of its own again, which that feed's next poll brings up to date.",
            (long id, HttpContext context, RepairStore repairs, TimeProvider time) => SplitAsync(logger, context, repairs, id, time.GetUtcNow()))
            .Accepts<SplitWish>("application/json").ProducesProblems(StatusCodes.Status415UnsupportedMediaType);
        Action(
            "/articles/{id:long:min(1)}/separate", "separateArticle", "Take an article out of its story, for good: where two events were taken for one.",
            (long id, HttpContext context, StorySeparator separator, TimeProvider time) => SeparateAsync(logger, context, separator.Separate(id, time.GetUtcNow())));

        RouteHandlerBuilder Action(string pattern, string name, string summary, Delegate handler) => api.MapAction(pattern, name, summary, handler)
            .Needs(KeyScope.Write).Produces<ActionBody>().ProducesProblems(StatusCodes.Status409Conflict).WithTags("Actions");
    }

    private static async Task OnFeedAsync(ILogger logger, HttpContext context, FeedPages feeds, TimeProvider time, long id, Func<FeedSummary, (string Text, bool Done)> action)
    {
        if (feeds.Read(new FeedQuery { Id = id, Limit = 1 }, time.GetUtcNow()) is not [var feed])
        {
            await RestEndpoints.NotFoundAsync(context, $"feed {id}").ConfigureAwait(false);
            return;
        }
        var (text, done) = action(feed);
        if (!done)
        {
            await Problem.WriteAsync(context.Response, StatusCodes.Status409Conflict, text).ConfigureAwait(false);
            return;
        }
        var (caller, url) = (Caller.Of(context)?.Name ?? Caller.Anonymous, Redactor.Url(feed.Url));
        LogDone(logger, caller, url, text);
        await JsonAnswer.WriteAsync(context, new ActionBody(text, id, null), RestJson.Default.ActionBody).ConfigureAwait(false);
    }

    private static async Task SplitAsync(ILogger logger, HttpContext context, RepairStore repairs, long id, DateTimeOffset now)
    {
        if (!context.Request.HasJsonContentType())
        {
            await Problem.WriteAsync(context.Response, StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json.").ConfigureAwait(false);
            return;
        }
        if (await ReadAsync(context).ConfigureAwait(false) is not { } wish)
        {
            await Problem.WriteAsync(context.Response, StatusCodes.Status400BadRequest, "Give the body as {\"feed\": NUMBER}, and \"guid\" where one feed's entries were taken for one.", "feed").ConfigureAwait(false);
            return;
        }
        switch (repairs.Split(id, wish.Feed, wish.Guid, now))
        {
            case RepairOutcome.Repaired repaired:
                LogSplit(logger, Caller.Of(context)?.Name ?? Caller.Anonymous, id, wish.Feed, repaired.Article);
                await JsonAnswer.WriteAsync(context, new ActionBody($"Split off as article {repaired.Article}.", wish.Feed, repaired.Article), RestJson.Default.ActionBody).ConfigureAwait(false);
                break;
            case RepairOutcome.Refused refused:
                await Problem.WriteAsync(context.Response, StatusCodes.Status409Conflict, refused.Reason).ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }

    private static async Task SeparateAsync(ILogger logger, HttpContext context, RepairOutcome outcome)
    {
        if (outcome is not RepairOutcome.Repaired repaired)
        {
            await Problem.WriteAsync(context.Response, StatusCodes.Status409Conflict, ((RepairOutcome.Refused)outcome).Reason).ConfigureAwait(false);
            return;
        }
        LogSeparated(logger, Caller.Of(context)?.Name ?? Caller.Anonymous, repaired.Article);
        await JsonAnswer.WriteAsync(context, new ActionBody("It is out of its story.", null, repaired.Article), RestJson.Default.ActionBody).ConfigureAwait(false);
    }

    /// <summary>Null when it is none.</summary>
    private static async Task<SplitWish?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody)
            return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, RestJson.Default.SplitWish, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} acted on {Feed} over the API: {What}")]
    private static partial void LogDone(ILogger logger, string caller, string feed, string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} took article {Article} out of its story over the API")]
    private static partial void LogSeparated(ILogger logger, string caller, long article);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} split article {Article} over the API: what feed {Feed} carries is article {Split} now")]
    private static partial void LogSplit(ILogger logger, string caller, long article, long feed, long split);
}
