using System.Collections.Immutable;

namespace Aggregator.Commands.Simulating;

/// <summary>What polling means for a host.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Mean">Polls an hour, on average.</param>
/// <param name="Most">Polls in the busiest hour of all.</param>
/// <param name="ByHour">Polls in each hour of the day (UTC), on average.</param>
internal sealed record HostLoad(string Host, double Mean, int Most, ImmutableArray<double> ByHour)
{
    /// <summary>A host that is not polled at all.</summary>
    public static HostLoad None(string host) => new(host, 0, 0, [.. new double[24]]);
}
