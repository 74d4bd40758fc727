using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>The desired state: every feed of every list. Immutable; a reload makes a new one.</summary>
internal sealed record Catalog(ImmutableArray<FeedDefinition> Feeds)
{
    public static readonly Catalog Empty = new([]);

    /// <summary>Lists elsewhere that belong to it; what is in them stands in <see cref="Feeds"/>.</summary>
    public ImmutableArray<IncludedList> Includes { get; init; } = [];

    /// <summary>Files that secrets were read from: a change of one is a change of the lists.</summary>
    public ImmutableArray<string> SecretFiles { get; init; } = [];

    /// <summary>What the directory of lists looked like just before they were read (<see cref="FolderSignature"/>).</summary>
    public int Signature { get; init; }

    private readonly Lazy<FrozenDictionary<string, FeedDefinition>> _byUrl = new(() => Feeds.ToFrozenDictionary(f => f.Url, StringComparer.Ordinal));

    /// <summary>The feed with this URL, or null when no list has it (any more).</summary>
    public FeedDefinition? Find(string url) => _byUrl.Value.GetValueOrDefault(url);

    /// <summary>By content and order; where feeds are written does not count.</summary>
    public bool Equals(Catalog? other) => other is not null && Feeds.SequenceEqual(other.Feeds);

    public override int GetHashCode() => Feeds.Length;
}
