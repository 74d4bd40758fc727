namespace Aggregator.Storage;

/// <summary>How many feeds are in which state of health.</summary>
internal sealed record FeedCounts
{
    public long Healthy { get; init; }
    public long Failing { get; init; }

    /// <summary>Gone for good by the publisher's word; asked once a week whether that was meant.</summary>
    public long Gone { get; init; }

    /// <summary>Never polled yet.</summary>
    public long Pending { get; init; }
    public long Paused { get; init; }
    public long Retired { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }
    public DateTimeOffset? NextPollAt { get; init; }

    public long Active => Healthy + Failing + Gone + Pending;
}
