using System.Collections.Immutable;
using Aggregator.Configuration;

namespace Aggregator.Storage.Planning;

/// <summary>Compares the lists with what is stored. Pure: the command that shows a plan and the reload that carries it out see the same.</summary>
internal static class CatalogPlanner
{
    public static CatalogPlan Plan(Catalog catalog, IReadOnlyCollection<StoredFeed> stored)
    {
        var known = stored.ToDictionary(feed => feed.Url, StringComparer.Ordinal);
        var gone = stored.Where(feed => catalog.Find(feed.Url) is null && feed.ReplacedBy is null).ToDictionary(feed => feed.Url, StringComparer.Ordinal);
        var added = catalog.Feeds.Where(feed => !known.ContainsKey(feed.Url)).ToList();
        // An operator may list the new URL first, and say only later what it replaces.
        var replacing = catalog.Feeds.Where(feed => !feed.Replaces.IsEmpty && known.ContainsKey(feed.Url)).ToList();
        var moves = MoveFinder.Find([.. gone.Values.Select(ToKnown)], added, replacing).ToDictionary(move => move.To, StringComparer.Ordinal);

        var changes = ImmutableArray.CreateBuilder<PlannedChange>();
        var unchanged = 0;
        foreach (var feed in catalog.Feeds)
        {
            var row = known.GetValueOrDefault(feed.Url);
            if (moves.TryGetValue(feed.Url, out var move) && gone.Remove(move.From, out var from))
                changes.Add(new PlannedChange.Moved(feed, from, move.Why, Differences(row ?? from, feed), row));
            else if (row is null)
                changes.Add(new PlannedChange.Added(feed));
            else if (row.IsRetired || row.Definition != FeedDefinitionJson.Of(feed))
                changes.Add(new PlannedChange.Changed(feed, row, Differences(row, feed), row.IsRetired));
            else
                unchanged++;
        }

        changes.AddRange(gone.Values.Where(feed => !feed.IsRetired).OrderBy(feed => feed.Id).Select(feed => new PlannedChange.Retired(feed)));
        return new CatalogPlan(changes.DrainToImmutable(), unchanged);
    }

    private static KnownFeed ToKnown(StoredFeed feed) => new(
        feed.Url,
        feed.ListedTitle,
        feed.Definition is null ? "" : FeedDefinitionJson.Read(feed.Definition).GetValueOrDefault("tags", ""),
        feed.IsRetired,
        feed.MovedTo);

    private static ImmutableArray<SettingChange> Differences(StoredFeed stored, FeedDefinition feed) =>
        stored.Definition is null ? [] : [.. SettingChange.Between(FeedDefinitionJson.Read(stored.Definition), FeedSettings.Of(feed))];
}
