namespace Aggregator.Outputs.Health;

/// <summary>One thing that must be so for the daemon to do its work.</summary>
/// <param name="Name">Stable, for machines.</param>
/// <param name="Passed">Whether it is so.</param>
/// <param name="Detail">One sentence for people.</param>
internal sealed record HealthCheck(string Name, bool Passed, string Detail);
