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

    /// <summary>The parser that made the two above; another parser starts without them and without validators.</summary>
    public int ParserVersion { get; init; }

    /// <summary>What the last document asked for; a 304 does not repeat it. Minutes.</summary>
    public int? TtlMinutes { get; init; }

    /// <summary>Bit n: not in hour n, UTC.</summary>
    public int SkipHours { get; init; }

    /// <summary>Bit n: not on <see cref="DayOfWeek"/> n, UTC.</summary>
    public int SkipDays { get; init; }
    public required DateTimeOffset NextPollAt { get; init; }

    /// <summary>Why then, in words.</summary>
    public required string NextPollWhy { get; init; }
    public DateTimeOffset? LastPollAt { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }
    public DateTimeOffset? LastNewAt { get; init; }

    /// <summary>Failed polls in a row.</summary>
    public int Failures { get; init; }
    public FailureClass? FailureClass { get; init; }
    public string? FailureReason { get; init; }

    /// <summary>Polls so far.</summary>
    public long Polls { get; init; }
}
