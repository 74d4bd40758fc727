using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>A catalog of lists that are valid altogether, or everything that is wrong with them, by file and line.</summary>
internal abstract record CatalogOutcome
{
    private CatalogOutcome()
    {
    }

    public sealed record Loaded(Catalog Catalog) : CatalogOutcome;

    public sealed record Rejected(ImmutableArray<ConfigurationError> Errors) : CatalogOutcome;
}
