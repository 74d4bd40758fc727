namespace Aggregator.Storage.Deliveries;

/// <summary>Where one receiver of webhooks stands.</summary>
internal sealed record WebhookRow
{
    public string Name { get; init; } = "";

    /// <summary>The last change that was taken.</summary>
    public long Cursor { get; init; }

    /// <summary>The last change of the batch that is being delivered; null between two.</summary>
    public long? BatchEnd { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Tries in a row that were not taken.</summary>
    public int Failures { get; init; }
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Since when the receiver answers and refuses this very batch.</summary>
    public DateTimeOffset? RefusedSince { get; init; }
    public DateTimeOffset NextTryAt { get; init; }
    public int? Status { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? PausedAt { get; init; }
}
