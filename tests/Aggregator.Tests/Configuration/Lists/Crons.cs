using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration.Lists;

/// <summary>Stands in for the reader that knows Quartz: good is what has six or seven fields.</summary>
internal static class Crons
{
    public static readonly CronReader Reader = new(
        text => text.Split(' ').Length is 6 or 7 ? null : "needs six or seven fields",
        (_, _, after) => after + TimeSpan.FromHours(1));
}
