using Aggregator.Fetching;

namespace Aggregator.Deduplicating;

/// <summary>What is remembered of an article, as far as recognising it needs.</summary>
internal sealed record KnownArticle
{
    /// <summary>Its number; negative for one that an earlier entry of the same document has just created (-1 is the first of them).</summary>
    public required long Id { get; init; }

    /// <summary>The feed that brought it first; only this feed's edits become revisions.</summary>
    public required long FeedId { get; init; }

    /// <summary>Whether the feed at hand has carried it before.</summary>
    public required bool SeenHere { get; init; }

    /// <summary>The guid that the feed at hand last gave it.</summary>
    public Hash128? Guid { get; init; }

    /// <summary>The canonical link that the feed at hand last gave it.</summary>
    public Hash128? Link { get; init; }

    public string? Title { get; init; }

    /// <summary>As the publisher dated it; null when it was not dated.</summary>
    public DateTimeOffset? Published { get; init; }
    public required Hash128 ContentFingerprint { get; init; }
    public required Hash128 RevisionFingerprint { get; init; }

    /// <summary>It was removed for its age; only its keys are left, so that it does not come back as new.</summary>
    public bool IsPurged { get; init; }
}
