using System.Data.Common;
using System.Text.Json;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>
/// Reads articles into the index that were stored before there was one, the newest first; and those anew of which it does not know all feeds.
/// </summary>
internal sealed class SearchBacklog(Database database)
{
    private const int ArticlesAtOnce = 250;

    /// <summary>Above all numbers of articles.</summary>
    private const long All = 1L << 62;

    private const string Columns = "a.id, a.feed_id, a.title, a.content, a.summary, a.authors";

    /// <summary>One small transaction of each kind; false when nothing is left.</summary>
    public bool ReadSome() => database.Search.Refusal is null && (ReadAgain() | ReadOlder());

    /// <summary>Nothing is indexed from now on: when it is again, every article that is there then has to be read.</summary>
    public void Leave()
    {
        using var connection = database.Open();
        if (connection.ExecuteScalar<long?>("SELECT next FROM search_backlog") == All)
            return;
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM search_backlog; INSERT INTO search_backlog (next) VALUES (@All)", new { All }, transaction);
        transaction.Commit();
    }

    /// <summary>Forgets the index and reads every article into it.</summary>
    public void ReadAllAnew()
    {
        using (var connection = database.Open())
        using (var transaction = connection.BeginTransaction())
        {
            database.Search.Clear(connection, transaction);
            Fill(connection, transaction);
            transaction.Commit();
        }
        while (ReadSome())
        {
        }
    }

    /// <summary>Every article is to be read.</summary>
    public static void Fill(DbConnection connection, DbTransaction transaction) => connection.Execute(
        """
        DELETE FROM search_backlog;
        INSERT INTO search_backlog (next) SELECT id + 1 FROM articles ORDER BY id DESC LIMIT 1
        """,
        transaction: transaction);

    private bool ReadAgain()
    {
        using var connection = database.Open();
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM search_again)") == 0)
            return false;
        using var transaction = connection.BeginTransaction();
        var ids = connection.Query<long>(
            "DELETE FROM search_again WHERE article_id IN (SELECT a.article_id FROM search_again a ORDER BY a.article_id LIMIT @ArticlesAtOnce) RETURNING article_id",
            new { ArticlesAtOnce },
            transaction).AsList();
        Read(connection, transaction, connection.Query<Row>(
            $"SELECT {Columns} FROM json_each(@ids) j JOIN articles a ON a.id = CAST(j.atom AS BIGINT)", new { ids = StorageJson.Numbers(ids) }, transaction).AsList());
        transaction.Commit();
        return ids.Count == ArticlesAtOnce;
    }

    private bool ReadOlder()
    {
        using var connection = database.Open();
        if (connection.ExecuteScalar<long?>("SELECT next FROM search_backlog") is null)
            return false;
        using var transaction = connection.BeginTransaction();
        // Of several daemons one reads, and the others wait here and go on behind it.
        if (connection.ExecuteScalar<long?>("UPDATE search_backlog SET next = next RETURNING next", transaction: transaction) is not { } next)
            return false;
        var articles = connection.Query<Row>(
            $"SELECT {Columns} FROM articles a WHERE a.id < @next ORDER BY a.id DESC LIMIT @ArticlesAtOnce", new { next, ArticlesAtOnce }, transaction).AsList();
        Read(connection, transaction, articles);
        if (articles.Count < ArticlesAtOnce)
            connection.Execute("DELETE FROM search_backlog", transaction: transaction);
        else
            connection.Execute("UPDATE search_backlog SET next = @next", new { next = articles[^1].Id }, transaction);
        transaction.Commit();
        return articles.Count == ArticlesAtOnce;
    }

    private void Read(DbConnection connection, DbTransaction transaction, List<Row> articles)
    {
        var rows = new SearchRows(database.Search, connection, transaction);
        // An edit may have brought one of them into the index already.
        rows.Remove(articles.ConvertAll(a => a.Id));
        rows.Insert(articles.ConvertAll(a => new WrittenArticle(a.Id, a.FeedId, a.Title, a.Content, a.Summary, Names(a.Authors), [], default, default)));
    }

    private static string Names(string authors) => WrittenArticle.Names(JsonSerializer.Deserialize(authors, StorageJson.Default.IEnumerablePerson) ?? []);

    internal sealed record Row
    {
        public long Id { get; init; }
        public long FeedId { get; init; }
        public string? Title { get; init; }
        public string? Content { get; init; }
        public string? Summary { get; init; }
        public string Authors { get; init; } = "[]";
    }
}
