using System.Globalization;
using Aggregator.Outputs.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Rest;

/// <summary><c>/log</c>: what this daemon said lately.</summary>
internal static class LogEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapRead("/log", "listEvents", "The last events of the log of this daemon, the newest first.", ListAsync, Level, LogWords, LogFeed, LogHost, Limit, LogCursor)
        .Produces<EventPage>().WithTags("Log");

    private static Task ListAsync(HttpContext context, EventRing ring)
    {
        var values = QueryValues.Of(context);
        var limit = (int)values.Number(Limit)!;
        var filter = new EventFilter
        {
            Least = EventLevels.Least(values.Text(Level)),
            Words = values.Text(LogWords),
            Feed = values.Text(LogFeed),
            Host = values.Text(LogHost),
            Before = values.Number(LogCursor),
        };
        var found = ring.Last(filter, limit + 1);
        var next = found.Count > limit ? found[limit - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
        if (next is not null)
            JsonAnswer.LinkNext(context, next);
        return JsonAnswer.WriteAsync(context, new EventPage([.. found.Take(limit).Select(EventBody.Of)], next), RestJson.Default.EventPage);
    }
}
