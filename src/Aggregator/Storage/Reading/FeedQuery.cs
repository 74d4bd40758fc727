namespace Aggregator.Storage.Reading;

/// <summary>Which feeds are wanted; null does not restrict.</summary>
internal sealed record FeedQuery
{
    /// <summary>One word of <see cref="FeedHealth"/>.</summary>
    public string? Health { get; init; }
    public string? Tag { get; init; }
    public string? Host { get; init; }
    public long? Id { get; init; }

    /// <summary>The number of the last feed of the page before.</summary>
    public long After { get; init; }
    public int Limit { get; init; } = 100;
}
