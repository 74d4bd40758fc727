using System.Collections.Immutable;
using Aggregator.Configuration;

namespace Aggregator.Scheduling;

/// <summary>The jobs that run by the calendar, as operators see them.</summary>
internal static class JobCalendar
{
    public const string Optimize = "optimize";

    public static ImmutableArray<CalendarEntry> Of(JobsOptions options) =>
    [
        new(Optimize, options.Optimize, "refreshes the database's statistics and gives the write-ahead log's space back"),
    ];
}
