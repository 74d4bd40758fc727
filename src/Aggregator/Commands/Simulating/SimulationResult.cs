using System.Collections.Immutable;

namespace Aggregator.Commands.Simulating;

/// <summary>What a schedule came to, over all feeds, after the time for learning.</summary>
internal sealed record SimulationResult
{
    public int Feeds { get; private init; }
    public long Polls { get; private init; }
    public double PollsPerFeedAndDay { get; private init; }
    public int Articles { get; private init; }
    public long Missed { get; private init; }

    /// <summary>From publication to the poll that saw it.</summary>
    public TimeSpan Mean { get; private init; }
    public TimeSpan Median { get; private init; }
    public TimeSpan NinetyFifth { get; private init; }

    /// <summary>Every host, those with the most polls first.</summary>
    public ImmutableArray<HostLoad> Hosts { get; private init; } = [];

    /// <summary>All hosts together.</summary>
    public required HostLoad Load { get; init; }

    public static SimulationResult Of(IReadOnlyCollection<SimulatedFeed> feeds, HostLoads loads)
    {
        float[] delays = [.. feeds.SelectMany(feed => feed.Delays)];
        Array.Sort(delays);
        var days = feeds.Sum(feed => feed.Counted) / 24;
        var polls = feeds.Sum(feed => feed.Polls);
        return new SimulationResult
        {
            Feeds = feeds.Count(feed => feed.Counted > 0),
            Polls = polls,
            PollsPerFeedAndDay = days > 0 ? polls / days : 0,
            Articles = delays.Length,
            Missed = feeds.Sum(feed => feed.Missed),
            Mean = delays.Length == 0 ? TimeSpan.Zero : TimeSpan.FromHours(delays.Average()),
            Median = Quantile(delays, 0.5),
            NinetyFifth = Quantile(delays, 0.95),
            Hosts = [.. loads.Busiest()],
            Load = loads.Sum(),
        };
    }

    /// <summary>1 where there is nothing to divide by.</summary>
    public static double Ratio(TimeSpan one, TimeSpan other) => other > TimeSpan.Zero ? one / other : 1;

    private static TimeSpan Quantile(float[] sorted, double share) =>
        sorted.Length == 0 ? TimeSpan.Zero : TimeSpan.FromHours(sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))]);
}
