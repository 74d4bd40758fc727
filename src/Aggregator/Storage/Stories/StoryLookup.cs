using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Repairs;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Reads what is stored about the articles that a batch may resemble.</summary>
internal sealed class StoryLookup
{
    private readonly Database _database;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly IReadOnlyList<StoryArticle> _batch;

    // Of one look-up, kept for the next one.
    private readonly List<StoryPlace> _waiting = [];

    public StoryLookup(Database database, DbConnection connection, DbTransaction transaction, IReadOnlyList<StoryArticle> batch)
    {
        (_database, _connection, _transaction, _batch) = (database, connection, transaction, batch);
        LoadBands(BandKind.Shingle, article => article.Sketch.Bands);
        LoadBands(BandKind.Term, article => article.Sketch.Terms);
        foreach (var article in batch)
            Memory.Add(article, isNeighbour: true);
    }

    public StoryIndex Index { get; } = new();

    public StoryMemory Memory { get; } = new();

    public void Load(IEnumerable<StoryCandidates> candidates) =>
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
            _transaction);
        Load(ids.Distinct(), isNeighbour: true);
    }

    /// <summary>Of each value the newest articles of this period and the one before.</summary>
    private void LoadBands(BandKind kind, Func<StoryArticle, IEnumerable<long>> values)
    {
        var found = new Dictionary<long, List<StoryPlace>>();
        foreach (var period in _batch.GroupBy(article => BandPeriod.Of(kind, article.SeenAt)))
        {
            var (now, before) = (_database.BandFilters.Find(kind, period.Key), _database.BandFilters.Find(kind, period.Key - 1));
            long[] all = [.. period.SelectMany(values)];
            Array.Sort(all);
            var wanted = new List<long>();
            for (var i = 0; i < all.Length; i++)
            {
                var value = all[i];
                if ((i == 0 || value != all[i - 1]) && (MayHave(now, value) || MayHave(before, value)) && IsWanted(kind, period.Key, value, found))
                    wanted.Add(value);
            }
            Find(period.Key, wanted.Where(value => MayHave(now, value)));
            // What the period before has of a value is older than all that this one has.
            Find(period.Key - 1, wanted.Where(value => MayHave(before, value) && !(found.TryGetValue(value, out var places) && places.Count >= StoryIndex.MostArticles(kind))));
        }
        foreach (var (value, places) in found)
        {
            // What has left the buffer not long ago is found twice.
            if (places.Count > 1)
                places.Sort((one, other) => one.Order.CompareTo(other.Order));
            for (var i = 0; i < places.Count; i++)
            {
                if (i == 0 || places[i] != places[i - 1])
                    Index.Add(kind, value, places[i]);
            }
        }

        void Find(int period, IEnumerable<long> wanted)
        {
            foreach (var (value, article, feed) in Read(kind, period, [.. wanted]))
                Add(found, value, [new StoryPlace(article, article, feed)]);
        }
    }

    private static bool MayHave(PeriodValues? values, long value) => values?.MayHave(value) != false;

    /// <summary>What the index has of a value is older than what waits to go there: it is not asked when that is enough.</summary>
    private bool IsWanted(BandKind kind, int period, long value, Dictionary<long, List<StoryPlace>> found)
    {
        _waiting.Clear();
        var most = StoryIndex.MostArticles(kind);
        var isEnough = _database.Bands.Newest(kind, period, value, most, _waiting) == most;
        if (!isEnough)
            _database.Bands.Newest(kind, period - 1, value, most, _waiting);
        Add(found, value, CollectionsMarshal.AsSpan(_waiting));
        return !isEnough;
    }

    /// <summary>Most values are in no other article, and have no list.</summary>
    private static void Add(Dictionary<long, List<StoryPlace>> found, long value, ReadOnlySpan<StoryPlace> places)
    {
        if (places.IsEmpty)
            return;
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(found, value, out _);
        (list ??= new List<StoryPlace>(places.Length)).AddRange(places);
    }

    private List<(long Value, long Article, long Feed)> Read(BandKind kind, int period, IReadOnlyList<long> wanted)
    {
        if (wanted.Count == 0)
            return [];
        // Finding out where the newest begin costs as much as reading a few: of values that mostly are in no article it is done when many were found.
        if (!_database.BandFilters.IsUsed && Select(kind, period, wanted, "", most: MostRows) is { Count: < MostRows } rows)
            return rows;
        return Select(kind, period, wanted, NewestOfValue, most: int.MaxValue);
    }

    private List<(long Value, long Article, long Feed)> Select(BandKind kind, int period, IReadOnlyList<long> wanted, string newest, int most)
    {
        using var statement = new RepeatedQuery(
            _connection, _transaction,
            $"""
            SELECT b.value, b.article_id, b.feed_id
            FROM json_each(@values) r
            {_database.JoinByKey("story_bands", "b", "b.kind = @kind AND b.period = @period AND b.value = CAST(r.atom AS BIGINT)" + newest)}
            LIMIT @most
            """,
            ("values", DbType.String), ("kind", DbType.Int32), ("period", DbType.Int32), ("most", DbType.Int32), ("each", DbType.Int32));
        // Some dozens of rows an article: by the driver alone, since a mapper boxes each number.
        using var reader = statement.Read(StorageJson.Numbers(wanted), (int)kind, period, most, StoryIndex.MostArticles(kind));
        var rows = new List<(long Value, long Article, long Feed)>();
        while (reader.Read())
            rows.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
        return rows;
    }

    private const int MostRows = 5_000;

    private const string NewestOfValue = """
         AND b.article_id >= COALESCE((SELECT c.article_id FROM story_bands c WHERE c.kind = @kind AND c.period = @period
          AND c.value = CAST(r.atom AS BIGINT) ORDER BY c.article_id DESC LIMIT 1 OFFSET @each - 1), 0)
        """;

    private void Load(IEnumerable<long> ids, bool isNeighbour)
    {
        using var rows = new JsonRows();
        foreach (var id in ids.Distinct().Order())
            rows.Begin().Add(id).End();
        if (rows.Count == 0)
            return;
        var found = _connection.Query<Row>(
            $"""
            SELECT a.id, a.feed_id, a.title, a.content, CASE WHEN a.content IS NULL OR LENGTH(a.summary) > LENGTH(a.content) THEN a.summary END AS summary,
              a.published_at, a.seen_at, m.story_id
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

    internal sealed record Row
    {
        public long Id { get; init; }
        public long FeedId { get; init; }
        public string? Title { get; init; }
        public string? Content { get; init; }
        public string? Summary { get; init; }
        public DateTimeOffset PublishedAt { get; init; }
        public DateTimeOffset SeenAt { get; init; }
        public long? StoryId { get; init; }

        public StoryArticle ToArticle() => new()
        {
            Id = Id,
            Order = Id,
            Feed = FeedId,
            PublishedAt = PublishedAt,
            SeenAt = SeenAt,
            Text = StoryText.Of(Title, Content, Summary),
            Story = StoryId,
        };
    }
}
