namespace Aggregator.Outputs.Health;

/// <summary>What the daemon says of itself: ready when every check passes.</summary>
internal sealed record HealthReport(bool Ready, IReadOnlyList<HealthCheck> Checks);
