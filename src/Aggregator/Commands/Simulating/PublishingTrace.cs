namespace Aggregator.Commands.Simulating;

/// <summary>When a feed published.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Host">Where its polls would go.</param>
/// <param name="Times">Hours since 1970, ascending. At least one.</param>
internal sealed record PublishingTrace(string Name, string Host, double[] Times);
