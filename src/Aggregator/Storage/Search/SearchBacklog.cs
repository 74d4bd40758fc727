using System.Data;
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
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        var next = connection.ExecuteScalar<long>("SELECT next FROM search_backlog", transaction: transaction);
        var articles = connection.Query<Row>(
            """
            SELECT id, feed_id, title, content, summary,
              COALESCE((SELECT GROUP_CONCAT(p.value ->> 'name', ', ') FROM json_each(authors) p), '') AS authors
            FROM articles WHERE id < @next ORDER BY id DESC LIMIT @ArticlesAtOnce
            """,
            new { next, ArticlesAtOnce },
            transaction).AsList();
        new SearchRows(connection, transaction).Insert(articles.Select(a =>
            new WrittenArticle(a.Id, a.FeedId, a.Title, a.Content, a.Summary, a.Authors, default, default)));
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
        {
            connection.Execute(
                """
                BEGIN IMMEDIATE;
                INSERT INTO article_search (article_search) VALUES ('delete-all');
                DELETE FROM search_backlog;
                INSERT INTO search_backlog (next) SELECT id + 1 FROM articles ORDER BY id DESC LIMIT 1;
                COMMIT;
                """);
        }
        while (ReadSome())
        {
        }
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long FeedId { get; init; }
        public string? Title { get; init; }
        public string? Content { get; init; }
        public string? Summary { get; init; }
        public string Authors { get; init; } = "";
    }
}
