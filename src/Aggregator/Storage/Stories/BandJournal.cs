using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Puts entries into the story index, by way of a buffer that a crash does not empty: what is in it is written down too, an article a row.</summary>
internal sealed class BandJournal(BandBuffer buffer, BandFilters filters, DbConnection connection, DbTransaction transaction)
{
    /// <summary>
    /// To be called first in a transaction. The buffer is read anew when it is not what the database says: after a start, and when a transaction
    /// did not come to its end.
    /// </summary>
    public void Open()
    {
        if (buffer.LastArticle == connection.ExecuteScalar<long?>("SELECT MAX(article_id) FROM story_journal", transaction: transaction))
            return;
        buffer.Clear();
        foreach (var (article, feed, seenAt, shingles, terms) in connection.Query<(long, long, DateTimeOffset, byte[], byte[])>(
            "SELECT article_id, feed_id, seen_at, shingles, terms FROM story_journal ORDER BY article_id", transaction: transaction))
        {
            foreach (var band in Band.Of(article, feed, seenAt, Values(shingles), Values(terms)))
                buffer.Add(band);
        }
    }

    public void Write(IReadOnlyList<StoryArticle> articles)
    {
        var count = 0;
        foreach (var band in articles.SelectMany(a => Band.Of(a.Id, a.Feed, a.SeenAt, a.Sketch.Bands, a.Sketch.Terms)))
        {
            buffer.Add(band);
            count++;
        }
        if (count == 0)
            return;
        if (buffer.Keeps)
            Note(articles);
        Move(buffer.Leave(count, out var through));
        if (through is { } last)
            connection.Execute("DELETE FROM story_journal WHERE article_id <= @last", new { last }, transaction);
    }

    private void Note(IReadOnlyList<StoryArticle> articles)
    {
        using var insert = new RepeatedStatement(
            connection, transaction, "INSERT INTO story_journal (article_id, feed_id, seen_at, shingles, terms) VALUES (@article, @feed, @seenAt, @shingles, @terms)",
            ("article", DbType.Int64), ("feed", DbType.Int64), ("seenAt", DbType.Int64), ("shingles", DbType.Binary), ("terms", DbType.Binary));
        foreach (var article in articles.Where(a => a.Sketch.Bands.Length + a.Sketch.Terms.Length > 0))
            insert.Run(article.Id, article.Feed, article.SeenAt.ToUnixTimeMilliseconds(), Bytes(article.Sketch.Bands.AsSpan()), Bytes(article.Sketch.Terms.AsSpan()));
    }

    private void Move(ReadOnlySpan<Band> bands)
    {
        using var rows = new JsonRows();
        foreach (var band in bands)
        {
            filters.Add(band);
            rows.Begin().Add((int)band.Kind).Add(band.Period).Add(band.Value).Add(band.Article).Add(band.Feed).End();
        }
        if (rows.Count == 0)
            return;
        connection.Execute(
            """
            INSERT INTO story_bands (kind, period, value, article_id, feed_id)
            SELECT CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT), CAST(r.value ->> 3 AS BIGINT),
              CAST(r.value ->> 4 AS BIGINT)
            FROM json_each(@rows) r
            WHERE true
            ON CONFLICT DO NOTHING
            """,
            new { rows = rows.Take() },
            transaction);
    }

    private static byte[] Bytes(ReadOnlySpan<long> values) => MemoryMarshal.AsBytes(values).ToArray();

    private static long[] Values(byte[] bytes) => MemoryMarshal.Cast<byte, long>(bytes).ToArray();
}
