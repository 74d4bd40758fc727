using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Scheduling;
using Aggregator.Storage;

namespace Aggregator.Outputs.Health;

/// <summary>Looks whether the daemon does what it is for: database writable, scheduler ticking, polls succeeding.</summary>
internal sealed class HealthReader(
    Database database, FeedStore feeds, SchedulerPulse pulse, PollReporter reporter, CatalogSource catalog, PollingOptions polling, TimeProvider time)
{
    /// <summary>A scheduler that ticks every second and has not for so long stands still.</summary>
    private static readonly TimeSpan TickLimit = TimeSpan.FromSeconds(15);

    /// <summary>Time that first polls are given before their absence counts.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>Whether the process should be left running: its clock ticks.</summary>
    public bool IsAlive() => time.GetUtcNow() - pulse.LastBeatAt < TickLimit * 4;

    public HealthReport Read()
    {
        HealthCheck[] checks = [Scheduler(), DatabaseWritable(), Polls(), Lists(), Certificates()];
        return new HealthReport(checks.Where(c => c.Name != "lists").All(c => c.Passed), checks);
    }

    private HealthCheck Scheduler()
    {
        var silence = time.GetUtcNow() - pulse.LastBeatAt;
        return new HealthCheck("scheduler", silence < TickLimit, $"last tick {Seconds(silence)} ago");
    }

    private HealthCheck DatabaseWritable() => database.IsWritable()
        ? new HealthCheck("database", true, "can be written")
        : new HealthCheck("database", false, "cannot be written: see the log, check disk space and rights");

    private HealthCheck Polls()
    {
        var now = time.GetUtcNow();
        if (feeds.TryCount(now) is not { } counts)
            return new HealthCheck("polls", false, "cannot be read: see the log");
        if (counts.Active == 0)
            return new HealthCheck("polls", true, "no active feeds: add some to the lists");

        // Three intervals and a margin: one failed round is an outage of the publishers' or of the network, three are ours to look at.
        var interval = polling.Interval == FeedSchedule.Auto ? polling.MaxInterval : polling.Interval;
        var limit = (interval * 3) + TimeSpan.FromMinutes(10);
        var lately = counts.LastSuccessAt is { } last && now - last < limit;
        var detail = counts.LastSuccessAt is { } success ? $"last success {Seconds(now - success)} ago" : "none succeeded yet";
        var gone = counts.Of(FeedHealth.Gone) is > 0 and var number ? $"; {number} feeds are gone for good" : "";
        return new HealthCheck("polls", lately || now - _startedAt < Grace, $"{detail}; {reporter.Totals.Polls} made since the start{gone}");
    }

    /// <summary>Rejected lists do not make the daemon unready: it goes on with the last good ones.</summary>
    private HealthCheck Lists() => catalog.State switch
    {
        { Result: ReloadResult.Loaded } => new HealthCheck("lists", true, $"{catalog.Current.Feeds.Length} feeds"),
        { Errors: [var first, ..] errors } => new HealthCheck(
            "lists", false, $"the last reload was rejected ({errors.Length} errors), the lists of before stay in force: {first}"),
        var state => new HealthCheck(
            "lists", false, $"the last reload would retire {state.RetiringFeeds} feeds and waits for confirmation; the lists of before stay in force"),
    };

    /// <summary>Not a fault, but nobody should have to remember it.</summary>
    private HealthCheck Certificates()
    {
        var exempt = catalog.Current.Feeds.Where(f => f.Tls is not null).ToList();
        return new HealthCheck("certificates", true, exempt.Count == 0
            ? "verified for every feed"
            : $"not verified as usual for {exempt.Count} feeds: {string.Join(", ", exempt.Take(20).Select(f => Redactor.Url(f.Url)))}{(exempt.Count > 20 ? ", …" : "")}");
    }

    private static string Seconds(TimeSpan time) => Durations.Format(TimeSpan.FromSeconds(Math.Max(0, Math.Round(time.TotalSeconds))));
}
