using System.Data;
using System.Data.Common;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Inserting;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Postgres;

/// <summary>A row for each entry: other daemons look up what this one has written.</summary>
internal sealed class PostgresBandIndex(PostgresDatabase database) : IBandIndex
{
    private const int RowsAtOnce = 5_000;

    private static readonly InsertText Rows = new(
        "story_bands", "ON CONFLICT DO NOTHING",
        InsertColumn.Number("kind"), InsertColumn.Number("period"), InsertColumn.Number("value"), InsertColumn.Number("article_id"), InsertColumn.Number("feed_id"));

    public IOpenBandIndex Open(DbConnection connection, DbTransaction transaction) => new Opened(database, connection, transaction);

    public void Clear(DbConnection connection, DbTransaction transaction) => connection.Execute("DELETE FROM story_bands", transaction: transaction);

    public int Cut(DateTimeOffset now, CancellationToken cancellation)
    {
        using var connection = database.Open();
        var removed = 0;
        foreach (var kind in new[] { BandKind.Shingle, BandKind.Term })
        {
            for (var last = RowsAtOnce; last == RowsAtOnce && !cancellation.IsCancellationRequested; removed += last)
            {
                last = connection.Execute(
                    """
                    DELETE FROM story_bands WHERE kind = @kind AND (period, value, article_id) IN (
                      SELECT b.period, b.value, b.article_id FROM story_bands b WHERE b.kind = @kind AND b.period < @period LIMIT @most)
                    """,
                    new { kind = (int)kind, period = BandPeriod.Of(kind, now) - 1, most = RowsAtOnce });
            }
        }
        return removed;
    }

    private sealed class Opened(PostgresDatabase database, DbConnection connection, DbTransaction transaction) : IOpenBandIndex
    {
        private const int MostRows = 5_000;

        private const string NewestOfValue = """
             AND b.article_id >= COALESCE((SELECT c.article_id FROM story_bands c WHERE c.kind = @kind AND c.period = @period
              AND c.value = CAST(r.atom AS BIGINT) ORDER BY c.article_id DESC LIMIT 1 OFFSET @each - 1), 0)
            """;

        public void Find(BandKind kind, int period, IReadOnlyList<long> values, FoundPlaces found)
        {
            if (values.Count == 0)
                return;
            // Finding out where the newest begin costs as much as reading a few: of values that mostly are in no article it is done when many were found.
            var rows = Select(kind, period, values, "", MostRows);
            if (rows.Count == MostRows)
                rows = Select(kind, period, values, NewestOfValue, int.MaxValue);
            foreach (var (value, article, feed) in rows)
                found.Add(value, article, feed);
        }

        public void Add(IReadOnlyList<StoryArticle> articles)
        {
            using var rows = database.Insert(connection, transaction, Rows);
            foreach (var band in articles.SelectMany(Band.Of))
                rows.Add((long)band.Kind).Add(band.Period).Add(band.Value).Add(band.Article).Add(band.Feed).End();
            rows.Send();
        }

        public void Dispose()
        {
        }

        private List<(long Value, long Article, long Feed)> Select(BandKind kind, int period, IReadOnlyList<long> wanted, string newest, int most)
        {
            using var statement = new RepeatedQuery(
                connection, transaction,
                $"""
                SELECT b.value, b.article_id, b.feed_id
                FROM json_each(@values) r
                {database.JoinByKey("story_bands", "b", "b.kind = @kind AND b.period = @period AND b.value = CAST(r.atom AS BIGINT)" + newest)}
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
    }
}
