using System.Data.Common;
using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Inserting;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>Entries that are in no run yet, written down, an article a row: a crash does not lose them.</summary>
internal sealed class RunJournal(Database database, DbConnection connection, DbTransaction transaction)
{
    private static readonly InsertText Rows = new(
        "story_journal", "",
        InsertColumn.Number("article_id"), InsertColumn.Number("feed_id"), InsertColumn.Number("seen_at"), InsertColumn.Bytes("shingles"), InsertColumn.Bytes("terms"));

    /// <summary>The last article; null when there is none.</summary>
    public long? Last() => connection.ExecuteScalar<long?>("SELECT MAX(article_id) FROM story_journal", transaction: transaction);

    public IEnumerable<Band> Read() => connection.Query<Noted>(
        "SELECT article_id AS article, feed_id AS feed, seen_at, shingles, terms FROM story_journal ORDER BY article_id", transaction: transaction)
        .SelectMany(row => Band.Of(row.Article, row.Feed, row.SeenAt, Values(row.Shingles), Values(row.Terms)));

    public void Add(IEnumerable<StoryArticle> articles)
    {
        using var rows = database.Insert(connection, transaction, Rows);
        foreach (var article in articles.Where(a => a.Sketch.Bands.Length + a.Sketch.Terms.Length > 0))
            rows.Add(article.Id).Add(article.Feed).Add(article.SeenAt).Add(Bytes(article.Sketch.Bands.AsSpan())).Add(Bytes(article.Sketch.Terms.AsSpan())).End();
        rows.Send();
    }

    public void Clear() => connection.Execute("DELETE FROM story_journal", transaction: transaction);

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<long> values) => MemoryMarshal.AsBytes(values);

    private static long[] Values(byte[] bytes) => MemoryMarshal.Cast<byte, long>(bytes).ToArray();

    internal sealed record Noted(long Article, long Feed, DateTimeOffset SeenAt, byte[] Shingles, byte[] Terms);
}
