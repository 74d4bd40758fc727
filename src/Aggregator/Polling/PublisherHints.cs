namespace Aggregator.Polling;

/// <summary>What the publisher asks of pollers, from headers and from the feed itself.</summary>
internal sealed record PublisherHints
{
    public static readonly PublisherHints None = new();

    public TimeSpan? RetryAfter { get; init; }
    public TimeSpan? FreshFor { get; init; }
    public int? TtlMinutes { get; init; }

    /// <summary>Bit n: not in hour n, UTC.</summary>
    public int SkipHours { get; init; }

    /// <summary>Bit n: not on <see cref="DayOfWeek"/> n, UTC.</summary>
    public int SkipDays { get; init; }
}
