namespace Aggregator.Storage;

/// <summary>A feed as simulations need it.</summary>
internal sealed record PublishingFeed
{
    public long Id { get; init; }
    public string Url { get; init; } = "";

    /// <summary>Where its polls go, which a redirect may have changed.</summary>
    public string Host { get; init; } = "";
    public string State { get; init; } = "";

    /// <summary>What the lists said when they were last taken over; null when an early version took them over.</summary>
    public string? Definition { get; init; }

    /// <summary>Polled as its list says: neither retired nor paused.</summary>
    public bool IsActive => State == "active";

    /// <summary>By an operator's word, not by its list.</summary>
    public bool IsPausedByHand { get; init; }
}
