namespace Aggregator.Storage;

/// <summary>When an article of a feed was published, never after it was first seen; null for a feed without any.</summary>
internal sealed record PublishingDate
{
    public long FeedId { get; init; }
    public string Host { get; init; } = "";
    public DateTimeOffset? At { get; init; }
}
