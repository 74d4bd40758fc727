namespace Aggregator.Storage.Deliveries;

/// <summary>A batch that a receiver refused for good.</summary>
internal sealed record DeadLetter
{
    public string Webhook { get; init; } = "";
    public long FirstChange { get; init; }
    public long LastChange { get; init; }
    public DateTimeOffset DiedAt { get; init; }
    public int? Status { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>Since when it waits to be delivered again; null while nobody has asked for that.</summary>
    public DateTimeOffset? ReplayAt { get; init; }
}
