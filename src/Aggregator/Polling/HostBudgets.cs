using System.Collections.Concurrent;
using Aggregator.Configuration;

namespace Aggregator.Polling;

/// <summary>The budget of each host, by the settings: the first rule that matches, and what all have where it says nothing.</summary>
internal sealed class HostBudgets(PollingOptions options)
{
    private readonly ConcurrentDictionary<string, HostBudget> _known = new(StringComparer.Ordinal);

    public HostBudget Default { get; } = Of(options, null);

    /// <summary>Otherwise all hosts have the default.</summary>
    public bool HasRules => !options.Hosts.IsEmpty;

    /// <param name="host">Host and port.</param>
    public HostBudget For(string host) => !HasRules ? Default : _known.GetOrAdd(host, Find);

    private HostBudget Find(string host) => options.Hosts.FirstOrDefault(rule => rule.Matches(host)) is { } rule ? Of(options, rule) : Default;

    private static HostBudget Of(PollingOptions options, HostRule? rule) => new(
        rule?.Concurrency ?? options.HostConcurrency,
        rule?.Delay ?? options.HostDelay,
        rule?.PollsPerMinute ?? options.HostPollsPerMinute,
        rule?.Hold ?? HoldScope.Host,
        rule);
}
