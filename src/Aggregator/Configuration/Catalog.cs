using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>The desired state: every feed of every list. Immutable; a reload makes a new one.</summary>
internal sealed record Catalog(ImmutableArray<FeedDefinition> Feeds)
{
    public static readonly Catalog Empty = new([]);

    /// <summary>By content and order; where feeds are written does not count.</summary>
    public bool Equals(Catalog? other) => other is not null && Feeds.SequenceEqual(other.Feeds);

    public override int GetHashCode() => Feeds.Length;
}
