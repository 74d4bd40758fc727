using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>What polling knows of a feed from one visit to the next. Committed together with the articles of the visit.</summary>
internal sealed record FeedState
{
    public Validators Validators { get; init; } = Validators.None;

    /// <summary>Hash of the last body that was read to its end.</summary>
    public Hash128? BodyHash { get; init; }

    /// <summary>Fingerprints of the last document's entries, in document order.</summary>
    public IReadOnlyList<Hash128> Fingerprints { get; init; } = [];

    /// <summary>The bytes of the first of those entries as hashes, in the notation of Polling; null when they cannot be told apart.</summary>
    public byte[]? DocumentMemory { get; init; }

    /// <summary>The parser that made the three above; another parser starts without them and without validators.</summary>
    public int ParserVersion { get; init; }

    /// <summary>What the last document asked for; a 304 does not repeat it. Minutes.</summary>
    public int? TtlMinutes { get; init; }

    /// <summary>When such a period began, by the feed's word.</summary>
    public DateTimeOffset? TtlBase { get; init; }

    /// <summary>Bit n: not in hour n, UTC.</summary>
    public int SkipHours { get; init; }

    /// <summary>Bit n: not on <see cref="DayOfWeek"/> n, UTC.</summary>
    public int SkipDays { get; init; }
    public required DateTimeOffset NextPollAt { get; init; }

    /// <summary>Why then, in words.</summary>
    public required string NextPollWhy { get; init; }

    /// <summary>Why then, as a stable code.</summary>
    public string NextPollReason { get; init; } = "New";

    /// <summary>What publisher, back-off and floor allow. A schedule may want later; no reload makes it earlier.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the last visit ended, and the next was decided from it.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How long the last answer called itself fresh.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>How long the last answer asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
    public DateTimeOffset? LastPollAt { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }
    public DateTimeOffset? LastNewAt { get; init; }

    /// <summary>See <see cref="Storage.NewsDays"/>.</summary>
    public long NewsDays { get; init; }

    /// <summary>First of the 304s in a row.</summary>
    public DateTimeOffset? UnchangedSince { get; init; }

    /// <summary>When the validators were last left out because they had said "unchanged" for suspiciously long.</summary>
    public DateTimeOffset? DoubtedAt { get; init; }

    /// <summary>First 410 since the last success.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>When another 410, at least a day later, confirmed it.</summary>
    public DateTimeOffset? GoneAt { get; init; }
    public RedirectMemory Redirects { get; init; } = RedirectMemory.None;

    /// <summary>End of the lease under which a hub tells us what is new; polling is rare until then.</summary>
    public DateTimeOffset? PushedUntil { get; init; }

    /// <summary>How the feed publishes, in the notation of Polling; null before the first document.</summary>
    public byte[]? History { get; init; }

    /// <summary>Older pages that are still to be read since a gap; null without.</summary>
    public MissedPages? Missed { get; init; }

    /// <summary>Failed polls in a row.</summary>
    public int Failures { get; init; }
    public FailureClass? FailureClass { get; init; }
    public string? FailureReason { get; init; }

    /// <summary>Polls so far.</summary>
    public long Polls { get; init; }
}
