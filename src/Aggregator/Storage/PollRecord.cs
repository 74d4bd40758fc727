namespace Aggregator.Storage;

/// <summary>A poll as its feed's history keeps it.</summary>
internal record PollRecord
{
    public DateTimeOffset StartedAt { get; init; }
    public long DurationMs { get; init; }
    public string Outcome { get; init; } = "";
    public int? Status { get; init; }
    public long Bytes { get; init; }
    public int Entries { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Known { get; init; }
    public string? Reason { get; init; }

    /// <summary>Stable code of the limit that ended the visit (<see cref="Fetching.FetchBound"/>), or null.</summary>
    public string? Bound { get; init; }

    /// <summary>Codes of what was wrong with the document, with their counts; null when nothing was, or no document came.</summary>
    public string? Diagnostics { get; init; }

    /// <summary>The reason, and the limit that was met.</summary>
    public string Remark => Bound is null ? Reason ?? "" : $"{Reason} ({Bound})";
}
