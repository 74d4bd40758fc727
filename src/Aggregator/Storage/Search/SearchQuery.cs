using System.Collections.Immutable;

namespace Aggregator.Storage.Search;

/// <summary>What somebody looks for.</summary>
internal sealed record SearchQuery
{
    public ImmutableArray<SearchTerm> Terms { get; init; } = [];

    /// <summary>Part of the title or URL of a feed that carries the article.</summary>
    public ImmutableArray<string> Feeds { get; init; } = [];

    /// <summary>Tags that a feed that carries it must have.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Published before, exclusive.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Published at or after.</summary>
    public DateTimeOffset? After { get; init; }

    public IEnumerable<SearchTerm> Wanted => Terms.Where(t => !t.IsExcluded);
}
