using System.Collections.Immutable;
using Aggregator.Configuration;

namespace Aggregator.Storage.Planning;

/// <summary>What taking the lists over does to one feed.</summary>
internal abstract record PlannedChange
{
    private PlannedChange()
    {
    }

    public sealed record Added(FeedDefinition Feed) : PlannedChange;

    /// <param name="Feed">As it is listed now.</param>
    /// <param name="Stored">As it is known.</param>
    /// <param name="Settings">What differs; empty when an earlier version did not record what it took over.</param>
    /// <param name="Returns">It had left the lists.</param>
    public sealed record Changed(FeedDefinition Feed, StoredFeed Stored, ImmutableArray<SettingChange> Settings, bool Returns) : PlannedChange;

    /// <param name="Feed">As it is listed now.</param>
    /// <param name="Stored">As it is known, under its old URL.</param>
    /// <param name="Why">What tells that they are one feed.</param>
    /// <param name="Settings">What differs besides the URL.</param>
    /// <param name="Into">The feed under the new URL, when it is known already: it takes the articles of the old one over.</param>
    public sealed record Moved(FeedDefinition Feed, StoredFeed Stored, string Why, ImmutableArray<SettingChange> Settings, StoredFeed? Into) : PlannedChange;

    public sealed record Retired(StoredFeed Stored) : PlannedChange;
}
