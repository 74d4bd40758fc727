namespace Aggregator.Storage.Reading;

/// <summary>A host in the table of hosts.</summary>
internal record HostLine
{
    public string Host { get; init; } = "";

    /// <summary>All that are listed, paused ones included.</summary>
    public long Feeds { get; init; }
    public long Active { get; init; }

    /// <summary>Active feeds whose time has come.</summary>
    public long Due { get; init; }

    /// <summary>Active feeds whose last poll failed.</summary>
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
