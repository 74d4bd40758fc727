namespace Aggregator.Commands.Simulating;

/// <summary>What polling means for a host.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Mean">Polls an hour, on average.</param>
/// <param name="Most">Polls in the busiest hour.</param>
internal readonly record struct HostLoad(string Host, double Mean, int Most);
