using System.Data.Common;
using System.Text.Json;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>Reads articles into the index that were stored before there was one, the newest first.</summary>
internal sealed class SearchBacklog(Database database)
{
    private const int ArticlesAtOnce = 250;

    /// <summary>One small transaction; false when nothing is left.</summary>
    public bool ReadSome()
    {
        using var connection = database.Open();
        if (connection.ExecuteScalar<long?>("SELECT next FROM search_backlog") is null)
            return false;
        using var transaction = connection.BeginTransaction();
        // Of several daemons one reads, and the others wait here and go on behind it.
        if (connection.ExecuteScalar<long?>("UPDATE search_backlog SET next = next RETURNING next", transaction: transaction) is not { } next)
            return false;
        var articles = connection.Query<Row>(
            "SELECT id, feed_id, title, content, summary, authors FROM articles WHERE id < @next ORDER BY id DESC LIMIT @ArticlesAtOnce",
            new { next, ArticlesAtOnce },
            transaction).AsList();
        var rows = new SearchRows(database.Search, connection, transaction);
        // An edit may have brought one of them into the index already.
        rows.Remove(articles.ConvertAll(a => a.Id));
        rows.Insert(articles.ConvertAll(a => new WrittenArticle(a.Id, a.FeedId, a.Title, a.Content, a.Summary, Names(a.Authors), default, default)));
        if (articles.Count < ArticlesAtOnce)
            connection.Execute("DELETE FROM search_backlog", transaction: transaction);
        else
            connection.Execute("UPDATE search_backlog SET next = @next", new { next = articles[^1].Id }, transaction);
        transaction.Commit();
        return articles.Count == ArticlesAtOnce;
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

    private static string Names(string authors) => WrittenArticle.Names(JsonSerializer.Deserialize(authors, StorageJson.Default.IEnumerablePerson) ?? []);

    private sealed record Row
    {
        public long Id { get; init; }
        public long FeedId { get; init; }
        public string? Title { get; init; }
        public string? Content { get; init; }
        public string? Summary { get; init; }
        public string Authors { get; init; } = "[]";
    }
}
