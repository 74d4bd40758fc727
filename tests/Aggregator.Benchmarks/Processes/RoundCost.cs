namespace Aggregator.Benchmarks.Processes;

/// <summary>What one round over all feeds took.</summary>
internal sealed record RoundCost(double CpuSeconds, long Allocated);
