using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.Overview;

/// <summary>Collects what does not get well by itself, the worst first. Feeds of one host that fail alike are one thing.</summary>
internal sealed class AttentionReader(NeedyFeeds feeds, WebhookStore webhooks, JobStore jobs, CatalogSource catalog, SchedulerPulse pulse)
{
    /// <summary>Beyond, the list of feeds shows them.</summary>
    private const int FeedsRead = 500;

    private static readonly TimeSpan TickLimit = TimeSpan.FromSeconds(15);

    public IReadOnlyList<Attention> Read(DateTimeOffset now, FeedCounts? counts) =>
    [
        .. Scheduler(now), .. Lists(), .. Overdue(counts), .. Jobs(), .. Webhooks(),
        .. feeds.Read(now, FeedsRead).GroupBy(feed => (feed.Health, feed.Host, feed.FailureClass)).OrderBy(group => group.Key.Health == FeedHealth.Moved).Select(Of),
    ];

    private IEnumerable<Attention> Scheduler(DateTimeOffset now)
    {
        if (now - pulse.LastBeatAt > TickLimit)
            yield return new(Tones.Bad, "stopped", "The scheduler", "/health/ready", pulse.LastBeatAt, "it has not ticked since, so nothing is polled", "look into the log, and restart the daemon");
    }

    private IEnumerable<Attention> Lists()
    {
        var state = catalog.State;
        if (state.Result == ReloadResult.Loaded)
            yield break;
        var reason = state.Errors is [var first, ..] ? $"{first}{(state.Errors.Length > 1 ? $" (and {state.Errors.Length - 1} more)" : "")}" : $"they would retire {state.RetiringFeeds} feeds";
        yield return new(Tones.Bad, "rejected", "The feed lists", null, state.AttemptedAt, reason, "correct them ('aggregator check' tells all errors); the lists of before stay in force meanwhile");
    }

    private static IEnumerable<Attention> Overdue(FeedCounts? counts)
    {
        if (counts?.Of(FeedHealth.Late) is > 0 and var late)
            yield return new(Tones.Warn, FeedHealth.Late, Feeds(late), $"/feeds?health={FeedHealth.Late}", null, "their polls are overdue", FeedRemedy.Of(new FeedSummary { Health = FeedHealth.Late }));
    }

    private IEnumerable<Attention> Jobs() => jobs.LastRuns().Values.Where(run => run.Failure is not null)
        .Select(run => new Attention(Tones.Bad, "failed", $"Job {run.Name}", null, run.StartedAt, run.Failure!, $"'aggregator jobs run {run.Name}' tries it again"));

    private IEnumerable<Attention> Webhooks()
    {
        foreach (var row in webhooks.All().Where(row => row.PausedAt is not null || row.FailingSince is not null))
        {
            yield return new(
                row.PausedAt is null ? Tones.Warn : Tones.Bad, row.PausedAt is null ? "failing" : "paused", $"Webhook {row.Name}", null, row.PausedAt ?? row.FailingSince, row.Reason ?? "",
                row.PausedAt is null ? "look at its receiver; deliveries are tried again meanwhile" : $"mend its receiver, then run 'aggregator webhooks resume {row.Name}'");
        }
        foreach (var letters in webhooks.DeadLetters().GroupBy(letter => letter.Webhook))
        {
            yield return new(
                Tones.Warn, "refused", $"Webhook {letters.Key}: {letters.Count()} batches", null, letters.Min(letter => letter.DiedAt), letters.First().Reason,
                $"mend its receiver, then run 'aggregator webhooks replay {letters.Key}'");
        }
    }

    private static Attention Of(IGrouping<(string Health, string Host, string? Failure), FeedSummary> group)
    {
        var (first, count) = (group.First(), group.Count());
        return new(
            Tones.OfHealth(first.Health), first.Health, count == 1 ? Redacted(first) : $"{Feeds(count)} of {first.Host}",
            count == 1 ? $"/feeds/{first.Id}" : $"/feeds?health={first.Health}&q={Uri.EscapeDataString(first.Host)}",
            group.Min(FeedHealth.Since), Whys(group.Key.Health, first), FeedRemedy.Of(first));
    }

    /// <summary>Without the remedy, which has a column of its own.</summary>
    private static string Whys(string health, FeedSummary feed) => health == FeedHealth.Moved ? $"moved to {Redactor.Url(feed.MovedTo!)}" : feed.FailureReason ?? FeedHealth.Why(feed);

    /// <summary>A feed without a title is called by its URL, which may hold a secret.</summary>
    private static string Redacted(FeedSummary feed) => feed.Name == feed.Url ? Redactor.Url(feed.Url) : feed.Name;

    private static string Feeds(long count) => count == 1 ? "1 feed" : $"{Numbers.Whole(count)} feeds";
}
