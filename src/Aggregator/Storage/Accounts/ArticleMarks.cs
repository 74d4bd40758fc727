using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Accounts;

/// <summary>Writes what an account has read and starred.</summary>
internal sealed class ArticleMarks(Database database)
{
    /// <summary>Articles that are not there are passed over.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="articles">Which.</param>
    /// <param name="isRead">Null leaves that as it is.</param>
    /// <param name="isStarred">Null leaves that as it is.</param>
    public void Mark(string account, IReadOnlyCollection<long> articles, bool? isRead, bool? isStarred)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO account_articles (account, article_id, is_read, is_starred)
            SELECT @account, a.id, @read, COALESCE(@starred, 0) FROM articles a WHERE a.id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j) ORDER BY a.id
            ON CONFLICT (account, article_id) DO UPDATE SET
              is_read = COALESCE(@read, account_articles.is_read), is_starred = COALESCE(@starred, account_articles.is_starred)
            """,
            new { account, ids = StorageJson.Numbers(articles), read = Number(isRead), starred = Number(isStarred) });
    }

    /// <summary>All articles of a stream that were seen until an instant. What comes to the feeds later is unread.</summary>
    public void MarkAllRead(string account, ArticleStream stream, DateTimeOffset until)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        var last = connection.ExecuteScalar<long?>("SELECT MAX(id) FROM articles WHERE seen_at <= @until", new { until }, transaction) ?? 0;
        if (stream is ArticleStream.Everything)
        {
            connection.Execute(
                """
                INSERT INTO accounts (name, read_until, created_at) VALUES (@account, @last, @until)
                ON CONFLICT (name) DO UPDATE SET read_until = MAX(accounts.read_until, excluded.read_until)
                """,
                new { account, last, until },
                transaction);
            Forget(connection, transaction, "true", account, last, 0, "");
        }
        else
        {
            var (feeds, tag) = stream switch
            {
                ArticleStream.OfFeed of => ("f.id = @feed", ""),
                ArticleStream.OfTag of => ("EXISTS (SELECT 1 FROM json_each(f.tags) t WHERE t.atom = @tag)", of.Tag),
                _ => ("false", ""),
            };
            var feed = (stream as ArticleStream.OfFeed)?.Feed ?? 0;
            connection.Execute(
                $"""
                INSERT INTO account_feeds (account, feed_id, read_until) SELECT @account, f.id, @last FROM feeds f WHERE {feeds} ORDER BY f.id
                ON CONFLICT (account, feed_id) DO UPDATE SET read_until = MAX(account_feeds.read_until, excluded.read_until)
                """,
                new { account, last, feed, tag },
                transaction);
            Forget(connection, transaction, $"EXISTS (SELECT 1 FROM article_sources s JOIN feeds f ON f.id = s.feed_id WHERE s.article_id = account_articles.article_id AND {feeds})", account, last, feed, tag);
            if (stream is ArticleStream.OfTag)
                MarkTagged(connection, transaction, account, last, tag);
        }
        transaction.Commit();
    }

    /// <summary>Single marks below the number say nothing any more, except stars.</summary>
    private static void Forget(DbConnection connection, DbTransaction transaction, string condition, string account, long last, long feed, string tag)
    {
        connection.Execute($"DELETE FROM account_articles WHERE account = @account AND article_id <= @last AND is_starred = 0 AND {condition}", new { account, last, feed, tag }, transaction);
        connection.Execute($"UPDATE account_articles SET is_read = NULL WHERE account = @account AND article_id <= @last AND {condition}", new { account, last, feed, tag }, transaction);
    }

    /// <summary>Those that a rule gave the tag, whatever feed they are of.</summary>
    private static void MarkTagged(DbConnection connection, DbTransaction transaction, string account, long last, string tag) => connection.Execute(
        """
        INSERT INTO account_articles (account, article_id, is_read, is_starred)
        SELECT @account, a.id, 1, 0 FROM articles a WHERE a.tags <> '[]' AND a.id <= @last AND EXISTS (SELECT 1 FROM json_each(a.tags) t WHERE t.atom = @tag) ORDER BY a.id
        ON CONFLICT (account, article_id) DO UPDATE SET is_read = 1
        """,
        new { account, last, tag },
        transaction);

    private static long? Number(bool? value) => value is { } known ? known ? 1 : 0 : null;
}
