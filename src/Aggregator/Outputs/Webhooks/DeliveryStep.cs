namespace Aggregator.Outputs.Webhooks;

/// <summary>What one look at a receiver came to.</summary>
internal abstract record DeliveryStep
{
    /// <summary>Something went on; there may be more.</summary>
    public sealed record Progressed : DeliveryStep;

    /// <summary>There is nothing to tell, or another daemon tells it.</summary>
    public sealed record Idle : DeliveryStep;

    /// <summary>The receiver is left alone until then.</summary>
    public sealed record Waiting(DateTimeOffset Until) : DeliveryStep;

    /// <summary>Until somebody replays it.</summary>
    public sealed record Paused : DeliveryStep;
}
