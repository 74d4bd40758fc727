namespace Aggregator.Storage;

/// <summary>What one poll is worth.</summary>
internal sealed record StoredPollPrice
{
    /// <summary>Article-hours of waiting.</summary>
    public double Price { get; init; }

    /// <summary>Polls a feed and day that it was found for.</summary>
    public int Freshness { get; init; }

    /// <summary>When it was first set for that.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it was last adjusted.</summary>
    public DateTimeOffset SettledAt { get; init; }
}
