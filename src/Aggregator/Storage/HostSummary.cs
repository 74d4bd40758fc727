namespace Aggregator.Storage;

/// <summary>A host as a person wants to see it: how much it is asked for, and whether it is left alone.</summary>
internal sealed record HostSummary
{
    public string Host { get; init; } = "";

    /// <summary>Active feeds.</summary>
    public long Feeds { get; init; }
    public long Due { get; init; }
    public long Failing { get; init; }
    public long PollsLastMinute { get; init; }
    public long PollsLastHour { get; init; }
    public DateTimeOffset? LastPollAt { get; init; }
    public DateTimeOffset? NextPollAt { get; init; }

    /// <summary>Until when it is left alone; null when it may be asked.</summary>
    public DateTimeOffset? HeldUntil { get; init; }
    public string? Why { get; init; }

    /// <summary>Failures in a row of the kind that concerns the whole host.</summary>
    public long Failures { get; init; }
}
