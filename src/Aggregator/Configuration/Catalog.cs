using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>The desired state: every feed of every list. Immutable; a reload makes a new one.</summary>
internal sealed record Catalog(ImmutableArray<FeedDefinition> Feeds)
{
    public static readonly Catalog Empty = new([]);
}
