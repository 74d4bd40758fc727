using System.Data;
using System.Data.Common;
using Aggregator.Deduplicating;
using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>Looks up what is known under the keys of a document's sightings: in its feed by any key, in all others by link.</summary>
internal sealed class KnownArticleQuery(Database database, DbConnection connection, DbTransaction transaction) : IDisposable
{
    private readonly RepeatedQuery _any = new(
        connection, transaction, "SELECT CASE WHEN EXISTS (SELECT 1 FROM article_keys WHERE feed_id = @feed) THEN 1 ELSE 0 END", ("feed", DbType.Int64));
    private readonly RepeatedQuery _here = Statement(database, connection, transaction, "k.feed_id = @feed AND k.kind = CAST(r.value ->> 0 AS BIGINT)");
    private readonly RepeatedQuery _elsewhere = Statement(database, connection, transaction, "k.kind = 2 AND k.feed_id <> @feed");
    private readonly JsonRows _keys = new();

    private const string Columns = """
        k.kind, k.hash, k.article_id AS id, a.feed_id, CASE WHEN a.id IS NULL THEN 1 ELSE 0 END AS is_purged,
        CASE WHEN s.article_id IS NULL THEN 0 ELSE 1 END AS seen_here, s.guid_hash, s.link_hash, a.title,
        CASE a.dated WHEN 1 THEN a.published_at END AS published_at, a.content_fingerprint, a.revision_fingerprint
        """;

    public KnownArticles Run(long feed, IReadOnlyCollection<Sighting> sightings)
    {
        var known = new KnownArticles();
        var keys = sightings.SelectMany(s => s.Keys).Distinct().ToList();
        // A new feed has no keys to be looked up one by one.
        if (_any.Single<long>(feed) != 0)
        {
            foreach (var row in Query(_here, feed, keys))
                known.AddHere(new ArticleKey((KeyKind)row.Kind, Hash128.Read(row.Hash)), row.ToKnownArticle(feed));
        }

        var links = keys.Where(k => k.Kind == KeyKind.Link && known.Here(k.Kind, k.Hash) is null);
        foreach (var row in Query(_elsewhere, feed, links).Where(row => row.IsPurged == 0))
            known.AddElsewhere(Hash128.Read(row.Hash), row.ToKnownArticle(feed));
        return known;
    }

    public void Dispose()
    {
        _any.Dispose();
        _here.Dispose();
        _elsewhere.Dispose();
        _keys.Dispose();
    }

    private static RepeatedQuery Statement(Database database, DbConnection connection, DbTransaction transaction, string condition) => new(
        connection, transaction,
        $"""
        SELECT {Columns}
        FROM json_each(@keys) r
        {database.JoinByKey("article_keys", "k", $"k.hash = unhex(r.value ->> 1) AND {condition}")}
        LEFT JOIN articles a ON a.id = k.article_id
        LEFT JOIN article_sources s ON s.feed_id = @feed AND s.article_id = a.id
        ORDER BY k.article_id
        """,
        ("feed", DbType.Int64), ("keys", DbType.String));

    private List<Row> Query(RepeatedQuery statement, long feed, IEnumerable<ArticleKey> keys)
    {
        foreach (var key in keys)
            _keys.Begin().Add((long)key.Kind).Add(key.Hash).End();
        return _keys.Count == 0 ? [] : Read(statement.Read(feed, _keys.Take()));
    }

    private static List<Row> Read(DbDataReader reader)
    {
        using (reader)
        {
            var rows = new List<Row>();
            while (reader.Read())
            {
                rows.Add(new Row
                {
                    Kind = reader.GetInt32(0),
                    Hash = Bytes(1)!,
                    Id = reader.GetInt64(2),
                    FeedId = Number(3),
                    IsPurged = reader.GetInt64(4),
                    SeenHere = reader.GetInt64(5),
                    GuidHash = Bytes(6),
                    LinkHash = Bytes(7),
                    Title = reader.IsDBNull(8) ? null : reader.GetString(8),
                    PublishedAt = Number(9),
                    ContentFingerprint = Bytes(10),
                    RevisionFingerprint = Bytes(11),
                });
            }
            return rows;
        }

        long? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
        byte[]? Bytes(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    }

    private sealed record Row
    {
        public int Kind { get; init; }
        public byte[] Hash { get; init; } = [];
        public long Id { get; init; }
        public long? FeedId { get; init; }
        public long IsPurged { get; init; }
        public long SeenHere { get; init; }
        public byte[]? GuidHash { get; init; }
        public byte[]? LinkHash { get; init; }
        public string? Title { get; init; }
        public long? PublishedAt { get; init; }
        public byte[]? ContentFingerprint { get; init; }
        public byte[]? RevisionFingerprint { get; init; }

        public KnownArticle ToKnownArticle(long feed) => IsPurged != 0 ? Tombstone(feed) : new()
        {
            Id = Id,
            FeedId = FeedId ?? feed,
            SeenHere = SeenHere != 0,
            Guid = GuidHash is null ? null : Hash128.Read(GuidHash),
            Link = LinkHash is null ? null : Hash128.Read(LinkHash),
            Title = Title,
            Published = PublishedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            ContentFingerprint = Hash128.Read(ContentFingerprint),
            RevisionFingerprint = Hash128.Read(RevisionFingerprint),
        };

        /// <summary>Of a purged article the key is all that is known.</summary>
        private KnownArticle Tombstone(long feed) => new()
        {
            Id = Id,
            FeedId = feed,
            SeenHere = true,
            Guid = Kind == (int)KeyKind.Guid ? Hash128.Read(Hash) : null,
            Link = Kind == (int)KeyKind.Link ? Hash128.Read(Hash) : null,
            ContentFingerprint = Kind == (int)KeyKind.Content ? Hash128.Read(Hash) : default,
            RevisionFingerprint = default,
            IsPurged = true,
        };
    }
}
