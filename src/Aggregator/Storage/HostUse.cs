namespace Aggregator.Storage;

/// <summary>How much a host is asked for now.</summary>
internal sealed record HostUse
{
    public long Feeds { get; init; }

    /// <summary>Of those, due by now.</summary>
    public long Due { get; init; }
    public long PollsLastMinute { get; init; }
    public long PollsLastHour { get; init; }
}
