using System.Collections.Immutable;

namespace Aggregator.Polling.Discovery;

/// <param name="Feeds">What was found, best first.</param>
/// <param name="Misses">Addresses that were tried and are no feed, each with a sentence that says why.</param>
internal sealed record DiscoveryResult(ImmutableArray<DiscoveredFeed> Feeds, ImmutableArray<(Uri Url, string Reason)> Misses);
