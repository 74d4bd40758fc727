namespace Aggregator.Scheduling;

/// <summary>Whether the last shutdown finished what was under way; the exit code says so.</summary>
internal sealed class ShutdownResult
{
    public bool Clean { get; set; } = true;
}
