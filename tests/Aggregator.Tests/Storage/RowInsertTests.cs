using System.Data.Common;
using Aggregator.Fetching;
using Aggregator.Storage;
using Aggregator.Storage.Inserting;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class RowInsertOnSqlite() : RowInsertTests(new SqliteTestDatabase());

public sealed class RowInsertOnPostgres() : RowInsertTests(new PostgresTestDatabase());

/// <summary>One text for both databases, and the same rows in both.</summary>
public abstract class RowInsertTests(TestDatabase file) : IDisposable
{
    private static readonly InsertText Journal = new(
        "story_journal", "ON CONFLICT (article_id) DO UPDATE SET feed_id = excluded.feed_id",
        InsertColumn.Number("article_id"), InsertColumn.Number("feed_id"), InsertColumn.Number("seen_at"), InsertColumn.Bytes("shingles"), InsertColumn.Bytes("terms"));

    private static readonly InsertText Changes = new(
        "changes", "",
        InsertColumn.Number("number"), InsertColumn.Text("kind"), InsertColumn.Number("article_id"), InsertColumn.Number("feed_id"), InsertColumn.Number("revision"), InsertColumn.Number("at"), InsertColumn.Text("detail"));

    private readonly TestDatabase _file = file;

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Values_of_every_kind_arrive_as_they_were()
    {
        var at = new DateTimeOffset(2026, 11, 29, 12, 0, 0, 123, TimeSpan.Zero);
        Insert(Changes, rows =>
        {
            rows.Add(1).Add("created").Add(7).Add(2).Add(1).Add(at).Add((string?)null).End();
            rows.Add(3).Add("").Add(9).Add(2).Add(1).Add(at).Add("").End();
            rows.Add(2).Add("""quoted "text" with \ and 東京 😀""").Add(8).Add(2).Add(1).Add(at).AddJson(["ä", "\"b\""], StorageJson.Columns.IEnumerableString).End();
        });
        Assert.Equal(at.ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT at FROM changes WHERE number = 1"));
        Assert.Equal(1, _file.Scalar<long>("SELECT COUNT(*) FROM changes WHERE detail IS NULL"));
        Assert.Equal(1, _file.Scalar<long>("SELECT COUNT(*) FROM changes WHERE kind = '' AND detail = ''"));
        Assert.Equal("""quoted "text" with \ and 東京 😀""", _file.Scalar<string>("SELECT kind FROM changes WHERE number = 2"));
        Assert.Equal("""["ä","\"b\""]""", _file.Scalar<string>("SELECT detail FROM changes WHERE number = 2"));
    }

    [Fact]
    public void Bytes_and_conflicts_are_as_the_text_says()
    {
        var hash = new Hash128(0x0102030405060708, 0xFFFEFDFCFBFAF9F8);
        Insert(Journal, rows =>
        {
            rows.Add(1).Add(5).Add(0).Add(hash).Add([0, 255, 7]).End();
            rows.Send();
            rows.Add(1).Add(6).Add(0).Add(hash).Add([1]).End();
            rows.Add(2).Add(5).Add(0).Add([]).Add([]).End();
        });
        Assert.Equal(6, _file.Scalar<long>("SELECT feed_id FROM story_journal WHERE article_id = 1"));
        Assert.Equal(hash.ToBytes(), _file.Scalar<byte[]>("SELECT shingles FROM story_journal WHERE article_id = 1"));
        Assert.Equal([], _file.Scalar<byte[]>("SELECT terms FROM story_journal WHERE article_id = 2"));
        Assert.Equal([0, 255, 7], _file.Scalar<byte[]>("SELECT terms FROM story_journal WHERE article_id = 1"));
    }

    [Fact]
    public void What_the_table_refuses_is_an_error_of_the_database()
    {
        Assert.ThrowsAny<DbException>(() => Insert(Changes, rows =>
        {
            for (var i = 0; i < 2; i++)
                rows.Add(1).Add("created").Add(7).Add(2).Add(1).Add(0).Add((string?)null).End();
        }));
        Assert.Equal(0, _file.Scalar<long>("SELECT COUNT(*) FROM changes"));
    }

    private void Insert(InsertText text, Action<RowInsert> write)
    {
        using var connection = _file.Database.Open();
        using var transaction = connection.BeginTransaction();
        using (var rows = _file.Database.Insert(connection, transaction, text))
        {
            write(rows);
            rows.Send();
        }
        transaction.Commit();
    }
}
