using System.Collections.Immutable;
using Aggregator.Configuration;
using Aggregator.Storage.Reading.Status;

namespace Aggregator.Scheduling;

/// <summary>The jobs that run by the calendar, as operators see them.</summary>
internal static class JobCalendar
{
    public const string Optimize = "optimize";
    public const string Retention = "retention";
    public const string Backup = "backup";

    public static ImmutableArray<CalendarEntry> Of(JobsOptions options) =>
    [
        new(Optimize, options.Optimize, "puts the search index in order, refreshes the database's statistics and gives the write-ahead log's space back"),
        new(Retention, options.Retention, "removes articles that need not be kept, as Retention says"),
        new(Backup, options.Backup, "copies the database into Jobs:BackupFolder"),
    ];

    /// <summary>What the settings want done, for <see cref="StatusReader"/>.</summary>
    public static Watched Watched(Settings settings) => new()
    {
        Jobs = [.. Of(settings.Jobs).Select(job => new JobDates(job.Name, job.NextAfter))],
        Webhooks = [.. settings.Webhooks.Endpoints.Select(endpoint => endpoint.Name)],
    };
}
