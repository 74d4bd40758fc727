using System.Collections.Immutable;
using System.Data.Common;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Repairs;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Reads what is stored about the articles that a batch may resemble.</summary>
internal sealed class StoryLookup
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly IReadOnlyList<StoryArticle> _batch;

    public StoryLookup(DbConnection connection, DbTransaction transaction, IOpenBandIndex bands, IReadOnlyList<StoryArticle> batch)
    {
        (_connection, _transaction, _batch) = (connection, transaction, batch);
        LoadBands(bands, BandKind.Shingle, article => article.Sketch.Bands);
        LoadBands(bands, BandKind.Term, article => article.Sketch.Terms);
        foreach (var article in batch)
            Memory.Add(article, isNeighbour: true);
    }

    public StoryIndex Index { get; } = new();

    public StoryMemory Memory { get; } = new();

    public void Load(IReadOnlyCollection<StoryCandidates> candidates) =>
        Load(candidates.SelectMany(c => c.Copies.Concat(c.Events)).Where(id => Memory.Find(id) is null), isNeighbour: false);

    /// <summary>Only where a text was found that may be the same: the latest articles of both feeds tell what is boilerplate.</summary>
    public void LoadNeighbours(IEnumerable<(StoryArticle Article, IReadOnlyList<StoryComparison> Comparisons)> compared)
    {
        var feeds = compared.SelectMany(c => c.Comparisons.Where(x => x.Alignment is { } alignment && !NearDuplicateRule.IsCertain(alignment)).SelectMany(x => new[] { c.Article.Feed, x.Other.Feed })).Distinct();
        using var rows = new JsonRows();
        foreach (var feed in feeds)
            rows.Begin().Add(feed).End();
        if (rows.Count == 0)
            return;
        var ids = _connection.Query<long>(
            """
            SELECT s.article_id
            FROM json_each(@rows) r
            JOIN article_sources s ON s.feed_id = CAST(r.value ->> 0 AS BIGINT) AND s.article_id < @first
              AND s.article_id >= COALESCE((SELECT t.article_id FROM article_sources t WHERE t.feed_id = CAST(r.value ->> 0 AS BIGINT)
                AND t.article_id < @first ORDER BY t.article_id DESC LIMIT 1 OFFSET @last), 0)
            """,
            new { rows = rows.Take(), first = _batch.Min(a => a.Id), last = Boilerplate.Neighbours },
            _transaction).ToLookup(id => Memory.Find(id) is not null);
        foreach (var id in ids[true])
            Memory.Add(Memory.Find(id)!, isNeighbour: true);
        Load(ids[false], isNeighbour: true);
    }

    /// <summary>Of each value the newest articles of this period and the one before, and those of the batch.</summary>
    private void LoadBands(IOpenBandIndex bands, BandKind kind, Func<StoryArticle, ImmutableArray<long>> values)
    {
        var found = new FoundPlaces(kind);
        foreach (var period in _batch.GroupBy(article => BandPeriod.Of(kind, article.SeenAt)))
        {
            var (wanted, _) = Sorted(period.Select(values));
            bands.Find(kind, period.Key, wanted, found);
            // What the period before has of a value is older than all that this one has.
            bands.Find(kind, period.Key - 1, wanted.FindAll(value => found.Missing(value) > 0), found);
        }
        found.MoveTo(Index);
        // Most values are in one article and nowhere else: they have nothing to tell.
        var (_, repeated) = Sorted(_batch.Select(values));
        foreach (var article in _batch)
        {
            var place = new StoryPlace(article.Order, article.Id, article.Feed);
            foreach (var value in values(article))
            {
                if (repeated.Contains(value) || Index.Has(kind, value))
                    Index.Add(kind, value, place);
            }
        }
    }

    /// <returns>All values in ascending order, and those that are there more than once.</returns>
    private static (List<long> Distinct, HashSet<long> Repeated) Sorted(IEnumerable<ImmutableArray<long>> values)
    {
        var sorted = new List<long>();
        foreach (var some in values)
            sorted.AddRange(some.AsSpan());
        sorted.Sort();
        var (count, repeated) = (0, new HashSet<long>());
        for (var i = 0; i < sorted.Count; i++)
        {
            if (count > 0 && sorted[count - 1] == sorted[i])
                repeated.Add(sorted[i]);
            else
                sorted[count++] = sorted[i];
        }
        sorted.RemoveRange(count, sorted.Count - count);
        return (sorted, repeated);
    }

    private void Load(IEnumerable<long> ids, bool isNeighbour)
    {
        using var rows = new JsonRows();
        foreach (var id in ids.Distinct().Order())
            rows.Begin().Add(id).End();
        if (rows.Count == 0)
            return;
        var found = _connection.Query<StoryArticleRow>(
            $"""
            SELECT {StoryArticleRow.Columns}, m.story_id
            FROM json_each(@rows) r
            JOIN articles a ON a.id = CAST(r.value ->> 0 AS BIGINT)
            LEFT JOIN story_members m ON m.article_id = a.id
            WHERE NOT EXISTS (SELECT 1 FROM repairs x WHERE x.kind = '{StorySeparator.Kind}' AND x.article_id = a.id)
            """,
            new { rows = rows.Take() },
            _transaction);
        foreach (var row in found)
            Memory.Add(row.ToArticle(), isNeighbour);
    }
}
