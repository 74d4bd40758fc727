using Aggregator.Configuration;

namespace Aggregator.Commands.Simulating;

/// <summary>What was simulated, beside the fixed interval that makes as many polls, and beside edited lists.</summary>
/// <param name="Name">Of the schedule.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Interval">The fixed one.</param>
/// <param name="Fixed">What that came to.</param>
/// <param name="Planned">What the edited lists came to; null when they were not asked for.</param>
/// <param name="New">How many feeds of the edited lists are new, so that their past is borrowed.</param>
internal sealed record SimulationReport(string Name, SimulationResult Result, TimeSpan Interval, SimulationResult Fixed, SimulationResult? Planned, int New)
{
    public string FixedName => $"every {Durations.Format(Interval, 2)}";

    /// <summary>Every host with its load now and as planned, those with the most polls first; the second is null without edited lists.</summary>
    public IEnumerable<(HostLoad Now, HostLoad? Planned)> Hosts()
    {
        if (Planned is null)
            return Result.Hosts.Select(host => (host, (HostLoad?)null));
        var now = Result.Hosts.ToDictionary(host => host.Host, StringComparer.Ordinal);
        var planned = Planned.Hosts.ToDictionary(host => host.Host, StringComparer.Ordinal);
        return now.Keys.Union(planned.Keys)
            .Select(host => (Now: now.GetValueOrDefault(host) ?? HostLoad.None(host), Planned: planned.GetValueOrDefault(host) ?? HostLoad.None(host)))
            .OrderByDescending(pair => Math.Max(pair.Now.Mean, pair.Planned.Mean)).ThenBy(pair => pair.Now.Host, StringComparer.Ordinal)
            .Select(pair => (pair.Now, (HostLoad?)pair.Planned));
    }
}
