namespace Aggregator.Storage;

/// <summary>When an article of a feed was published, never after it was first seen.</summary>
internal sealed record PublishingDate
{
    public long FeedId { get; init; }
    public DateTimeOffset At { get; init; }
}
