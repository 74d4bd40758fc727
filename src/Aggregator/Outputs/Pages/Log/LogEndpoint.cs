using System.Globalization;
using Aggregator.Outputs.Events;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.Log;

internal static class LogEndpoint
{
    private const int PageSize = 200;
    private const int LongestWords = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/log", context => PageAnswer.WriteAsync<LogPage, LogModel>(
        context, "Log", Read(context.RequestServices.GetRequiredService<EventRing>(), PageAnswer.Describe(context))));

    private static LogModel Read(EventRing ring, PageContext here)
    {
        var filter = new EventFilter
        {
            Least = EventLevels.Least(here.Text("level")),
            Words = Words("q"),
            Feed = Words("feed"),
            Host = Words("host"),
            Before = long.TryParse(here.Text("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
        };
        var lines = ring.Last(filter, PageSize + 1);
        return new LogModel(filter, [.. lines.Take(PageSize)], lines.Count > PageSize ? lines[PageSize - 1].Number : null);

        string? Words(string name) => here.Text(name)?.Trim() is { Length: > 0 and <= LongestWords } words ? words : null;
    }
}
