using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>How often, and how many at once.</summary>
internal sealed record PollingOptions
{
    [Setting(Min = "1", Max = "1024", Why = "Polls under way at once, over all hosts.")]
    public int Concurrency { get; init; } = 64;

    [Setting(Min = "1", Max = "64", Why = "Polls under way at once on one host. Publishers ask for one.")]
    public int HostConcurrency { get; init; } = 1;

    [Setting(Min = "0s", Max = "1h", Why = "Least time between two polls of one host.")]
    public TimeSpan HostDelay { get; init; } = TimeSpan.FromSeconds(1);

    [Setting(Min = "0", Max = "100000", Why = "Most polls of one host in any minute; 0 is no limit. They are spread evenly, never burst.")]
    public int HostPollsPerMinute { get; init; } = 30;

    [Setting(Why = "What is different for some hosts: pattern, concurrency, delay, pollsPerMinute, hold (host or feed). The first that matches counts.")]
    public ImmutableArray<HostRule> Hosts { get; init; } = [];

    [Setting(Min = "0s", Max = "1h", Why = "Least time between two polls of one feed, whoever asks; a shorter interval of the feed's own takes its place.")]
    public TimeSpan FeedDelay { get; init; } = TimeSpan.FromMinutes(1);

    [Setting(Min = "1s", Max = "30d", Form = SettingForm.DurationOrAuto,
        Why = "Time between two polls of a feed that sets no interval of its own; auto polls each feed when its past says that news is likely.")]
    public TimeSpan Interval { get; init; } = FeedSchedule.Auto;

    [Setting(Why = "Polls that interval auto may spend a feed and day, on average over all of its feeds: busy ones get more, quiet ones fewer. Or the time, such as 30m, that articles wait for their poll, on average at most.")]
    public Freshness Freshness { get; init; } = Freshness.OfPolls(12);

    [Setting(Min = "5m", Max = "30d", Why = "Interval auto polls no feed sooner; a server that calls its answers fresh for a shorter time is taken at its word.")]
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromHours(1);

    [Setting(Min = "5m", Max = "30d", Why = "Interval auto polls no feed later.")]
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromHours(24);

    [Setting(Min = "0s", Max = "30d", Why = "The same where the server gives no validators, so that every poll costs it the whole document; 0s is no difference, publishers would like 1d.")]
    public TimeSpan UnconditionalInterval { get; init; } = TimeSpan.Zero;

    [Setting(Min = "0", Max = "100", Why = "Older pages (prev-archive and next of RFC 5005, paged of WordPress) that are read at most when articles came and went between two polls; 0 reads none.")]
    public int GapPages { get; init; } = 5;

    [Setting(Min = "1s", Max = "7d", Why = "First step of the back-off after a failure; it doubles with each further one.")]
    public TimeSpan BackOff { get; init; } = TimeSpan.FromMinutes(10);

    [Setting(Min = "1s", Max = "7d", Why = "Longest back-off. A feed is never silent for longer, whatever went wrong.")]
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromDays(1);

    [Setting(Min = "1s", Max = "30d", Why = "Longest wait that a publisher may ask for (Retry-After, max-age, ttl).")]
    public TimeSpan MaxPublisherWait { get; init; } = TimeSpan.FromDays(7);

    [Setting(Min = "1", Max = "100000", Why = "Polls per second over which new feeds, and feeds overdue after downtime, are spread.")]
    public int SpreadPerSecond { get; init; } = 50;

    [Setting(Min = "0s", Max = "10m", Why = "How long a stopping daemon waits for polls under way before it abandons them.")]
    public TimeSpan ShutdownDeadline { get; init; } = TimeSpan.FromSeconds(10);

    [Setting(Min = "1", Max = "1000", Why = "Poll records kept for each feed.")]
    public int PollsKept { get; init; } = 20;
}
