using Aggregator.Storage.Figures;

namespace Aggregator.Storage.Reading;

/// <summary>What a feed brings, on average of its last week; null while that is not known.</summary>
internal sealed record FeedRate
{
    public long Id { get; init; }
    public double? DailyArticles { get; init; }
    public double? DailyBytes { get; init; }
    public double? DelayLog { get; init; }

    /// <summary>From publication to storage.</summary>
    public TimeSpan? Delay => FeedRates.Delay(DelayLog);
}
