namespace Aggregator.Storage.Planning;

/// <summary>What the database holds of a feed, as far as plans are concerned.</summary>
internal sealed record StoredFeed
{
    public const string Retired = "retired";

    public long Id { get; init; }
    public string Url { get; init; } = "";
    public string State { get; init; } = "";
    public string? Title { get; init; }
    public string? ListedTitle { get; init; }

    /// <summary>What the lists said when they were last taken over, as <see cref="FeedDefinitionJson"/> writes it; null when an earlier version took them over.</summary>
    public string? Definition { get; init; }

    /// <summary>The feed that has this one's articles now.</summary>
    public long? ReplacedBy { get; init; }
    public DateTimeOffset? LastPollAt { get; init; }

    /// <summary>Where permanent redirects have led for long enough.</summary>
    public string? MovedTo { get; init; }

    /// <summary>When it was confirmed that it is gone for good.</summary>
    public DateTimeOffset? GoneAt { get; init; }
    public bool IsRetired => State == Retired;
    public string Name => ListedTitle ?? Title ?? Url;
}
