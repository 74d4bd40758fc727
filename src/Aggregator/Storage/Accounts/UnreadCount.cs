namespace Aggregator.Storage.Accounts;

/// <summary>How much of a feed an account has not read.</summary>
internal sealed record UnreadCount
{
    public long FeedId { get; init; }
    public long Articles { get; init; }

    /// <summary>When the latest of them was first seen.</summary>
    public DateTimeOffset NewestAt { get; init; }
}
