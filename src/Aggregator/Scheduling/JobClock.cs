using Aggregator.Configuration;
using Aggregator.Polling;

namespace Aggregator.Scheduling;

/// <summary>All jobs of the scheduler, those of the calendar first: what <see cref="SchedulingComposition"/> registers, for people.</summary>
internal static class JobClock
{
    public static readonly TimeSpan Price = TimeSpan.FromHours(1);
    public static readonly TimeSpan SearchBacklog = TimeSpan.FromSeconds(5);

    public static IEnumerable<ClockedJob> Of(Settings settings)
    {
        foreach (var entry in JobCalendar.Of(settings.Jobs))
            yield return entry.Cron.Length == 0 ? new ClockedJob(entry.Name, "off", entry.What) : new ClockedJob(entry.Name, entry.Cron, entry.What, entry.Cron);
        yield return new ClockedJob("price", Every(Price), "keeps the polls of interval auto within Polling:Freshness");
        yield return new ClockedJob("tick", Every(PollDispatcher.Tick), "begins the polls that are due");
        yield return new ClockedJob("includes", Every(IncludesJob.Interval), "fetches included lists that are due");
        yield return new ClockedJob("subscriptions", Every(SubscriptionsJob.Interval), "subscribes at hubs, and renews leases before they end");
        yield return new ClockedJob("search-backlog", Every(SearchBacklog), "reads old articles into the search index after an upgrade");
        yield return new ClockedJob("progress", Every(settings.Logging.ProgressInterval), "logs what was done since its last line");
        yield return new ClockedJob("idle-memory", Every(IdleMemoryJob.Interval), "gives memory back that nobody uses");
        if (WatchdogJob.Interval is { } interval)
            yield return new ClockedJob("watchdog", Every(interval), "tells systemd that the daemon is well");
    }

    private static string Every(TimeSpan interval) => $"every {Durations.Format(interval)}";
}
