namespace Aggregator.Polling;

/// <summary>Whether a host may be contacted now.</summary>
internal abstract record LaneEntry
{
    private LaneEntry()
    {
    }

    /// <summary>It is our turn; <see cref="HostLanes.Leave"/> must follow.</summary>
    public sealed record Entered : LaneEntry;

    /// <summary>The host is to be left alone for longer than pacing would.</summary>
    public sealed record HeldBack(DateTimeOffset Until, string Why) : LaneEntry;
}
