using System.Collections.Immutable;

namespace Aggregator.Storage.Planning;

/// <summary>All that taking the lists over would do, in the order of the lists; what leaves them comes last.</summary>
/// <param name="Changes">Feed by feed.</param>
/// <param name="Unchanged">Feeds that stay as they are.</param>
internal sealed record CatalogPlan(ImmutableArray<PlannedChange> Changes, int Unchanged)
{
    public bool IsEmpty => Changes.IsEmpty;

    public int Count<T>()
        where T : PlannedChange => Changes.Count(change => change is T);

    /// <summary>Feeds in force before.</summary>
    public int Before => Unchanged + Count<PlannedChange.Retired>() + Changes.Count(change => change is PlannedChange.Changed { Returns: false } or PlannedChange.Moved);
}
