namespace Aggregator.Storage;

/// <summary>One line of the stream of changes.</summary>
internal sealed record ChangeRow
{
    /// <summary>Without gaps, in commit order; what a consumer remembers.</summary>
    public long Number { get; init; }

    /// <summary>created, updated, merged or removed.</summary>
    public string Kind { get; init; } = "";
    public long ArticleId { get; init; }
    public long FeedId { get; init; }
    public long Revision { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>JSON; of what was merged.</summary>
    public string? Detail { get; init; }
}
