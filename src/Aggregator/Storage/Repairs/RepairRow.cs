namespace Aggregator.Storage.Repairs;

/// <summary>A repair of identity, as it is written down.</summary>
internal sealed record RepairRow
{
    /// <summary>renamed, split, merged or separated.</summary>
    public string Kind { get; init; } = "";
    public long ArticleId { get; init; }
    public long FeedId { get; init; }
    public long OtherId { get; init; }
    public DateTimeOffset At { get; init; }
    public long Times { get; init; }

    /// <summary>JSON.</summary>
    public string Evidence { get; init; } = "{}";
}
