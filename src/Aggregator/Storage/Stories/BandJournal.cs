using System.Data.Common;
using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Inserting;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Puts entries into the story index, by way of a buffer that a crash does not empty: what is in it is written down too, an article a row.</summary>
internal sealed class BandJournal(Database database, DbConnection connection, DbTransaction transaction)
{
    private readonly BandBuffer _buffer = database.Bands;

    /// <summary>
    /// To be called first in a transaction. The buffer is read anew when it is not what the database says: after a start, and when a transaction
    /// did not come to its end.
    /// </summary>
    public void Open()
    {
        if (_buffer.LastArticle == connection.ExecuteScalar<long?>("SELECT MAX(article_id) FROM story_journal", transaction: transaction))
            return;
        _buffer.Clear();
        foreach (var (article, feed, seenAt, shingles, terms) in connection.Query<Noted>(
            "SELECT article_id AS article, feed_id AS feed, seen_at, shingles, terms FROM story_journal ORDER BY article_id", transaction: transaction))
        {
            foreach (var band in Band.Of(article, feed, seenAt, Values(shingles), Values(terms)))
                Add(band);
        }
    }

    public void Write(IReadOnlyList<StoryArticle> articles)
    {
        var count = 0;
        foreach (var band in articles.SelectMany(a => Band.Of(a.Id, a.Feed, a.SeenAt, a.Sketch.Bands, a.Sketch.Terms)))
        {
            Add(band);
            count++;
        }
        if (count == 0)
            return;
        if (_buffer.Keeps)
            Note(articles);
        Move(_buffer.Leave(count, out var through));
        if (through is { } last)
            connection.Execute("DELETE FROM story_journal WHERE article_id <= @last", new { last }, transaction);
    }

    private void Add(Band band)
    {
        _buffer.Add(band);
        database.BandFilters.Add(band);
    }

    private void Note(IReadOnlyList<StoryArticle> articles)
    {
        using var rows = database.Insert(connection, transaction, Journal);
        foreach (var article in articles.Where(a => a.Sketch.Bands.Length + a.Sketch.Terms.Length > 0))
            rows.Add(article.Id).Add(article.Feed).Add(article.SeenAt).Add(Bytes(article.Sketch.Bands.AsSpan())).Add(Bytes(article.Sketch.Terms.AsSpan())).End();
        rows.Send();
    }

    private void Move(IEnumerable<Band> bands)
    {
        using var rows = database.Insert(connection, transaction, Index);
        foreach (var band in bands)
        {
            rows.Add((long)band.Kind).Add(band.Period).Add(band.Value).Add(band.Article).Add(band.Feed).End();
        }
        rows.Send();
    }

    private static readonly InsertText Journal = new(
        "story_journal", "",
        InsertColumn.Number("article_id"), InsertColumn.Number("feed_id"), InsertColumn.Number("seen_at"), InsertColumn.Bytes("shingles"), InsertColumn.Bytes("terms"));

    private static readonly InsertText Index = new(
        "story_bands", "ON CONFLICT DO NOTHING",
        InsertColumn.Number("kind"), InsertColumn.Number("period"), InsertColumn.Number("value"), InsertColumn.Number("article_id"), InsertColumn.Number("feed_id"));

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<long> values) => MemoryMarshal.AsBytes(values);

    private static long[] Values(byte[] bytes) => MemoryMarshal.Cast<byte, long>(bytes).ToArray();

    internal sealed record Noted(long Article, long Feed, DateTimeOffset SeenAt, byte[] Shingles, byte[] Terms);
}
