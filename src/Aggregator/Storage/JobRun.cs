namespace Aggregator.Storage;

/// <summary>The last run of a job of the daemon's calendar.</summary>
internal sealed record JobRun
{
    public string Name { get; init; } = "";
    public DateTimeOffset StartedAt { get; init; }
    public long DurationMs { get; init; }

    /// <summary>What went wrong; null when it went well.</summary>
    public string? Failure { get; init; }
}
