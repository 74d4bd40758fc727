using System.Data;
using Aggregator.Configuration;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Keeping;

/// <summary>
/// Removes what need not be kept, in transactions of at most <see cref="ArticlesAtOnce"/> articles, so that polls never wait long. Keys stay: what is
/// removed does not come back as new.
/// </summary>
internal sealed class RetentionStore(Database database, RetentionOptions options)
{
    public const int ArticlesAtOnce = 200;

    private const int PagesAtOnce = 2_000;

    /// <summary>Everything that is due; articles removed.</summary>
    public int Purge(DateTimeOffset now, CancellationToken cancellation)
    {
        using var connection = database.Open();
        var removed = PurgeOld(connection, now, cancellation) + PurgeCrowded(connection, now, cancellation) + PurgeLarge(connection, now, cancellation);
        while (!cancellation.IsCancellationRequested && connection.ExecuteScalar<long>("PRAGMA freelist_count") > PagesAtOnce && connection.ExecuteScalar<long>("PRAGMA auto_vacuum") == 2)
            connection.Execute($"PRAGMA incremental_vacuum({PagesAtOnce})");
        return removed;
    }

    private int PurgeOld(SqliteConnection connection, DateTimeOffset now, CancellationToken cancellation) => options.MaxAge == TimeSpan.Zero ? 0 : Each(
        connection, now, enough: () => false,
        (after, transaction) => connection.Query<long>(
            "SELECT id FROM articles WHERE id > @after AND seen_at < @limit AND published_at < @limit ORDER BY id LIMIT @most",
            new { after, limit = now - options.MaxAge, most = ArticlesAtOnce },
            transaction).AsList(),
        cancellation);

    private int PurgeCrowded(SqliteConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.MaxArticlesPerFeed == 0)
            return 0;
        var crowded = connection.Query<(long Feed, long Count)>(
            "SELECT feed_id, COUNT(*) FROM article_sources GROUP BY feed_id HAVING COUNT(*) > @most", new { most = options.MaxArticlesPerFeed }).AsList();
        var removed = 0;
        foreach (var (feed, count) in crowded)
        {
            var last = connection.ExecuteScalar<long>(
                "SELECT article_id FROM article_sources WHERE feed_id = @feed ORDER BY article_id LIMIT 1 OFFSET @offset", new { feed, offset = count - options.MaxArticlesPerFeed - 1 });
            removed += Each(connection, now, enough: () => false, (after, transaction) => connection.Query<long>(
                "SELECT article_id FROM article_sources WHERE feed_id = @feed AND article_id > @after AND article_id <= @last ORDER BY article_id LIMIT @most",
                new { feed, after, last, most = ArticlesAtOnce },
                transaction).AsList(),
                cancellation);
        }
        return removed;
    }

    private int PurgeLarge(SqliteConnection connection, DateTimeOffset now, CancellationToken cancellation) => options.MaxMegabytes == 0 ? 0 : Each(
        connection, now, enough: () => UsedBytes(connection) <= options.MaxMegabytes * 1_048_576L,
        (after, transaction) => connection.Query<long>("SELECT id FROM articles WHERE id > @after ORDER BY id LIMIT @most", new { after, most = ArticlesAtOnce }, transaction).AsList(),
        cancellation);

    private static long UsedBytes(SqliteConnection connection) => connection.ExecuteScalar<long>(
        "SELECT (c.page_count - f.freelist_count) * s.page_size FROM pragma_page_count() c, pragma_freelist_count() f, pragma_page_size() s");

    private static int Each(
        SqliteConnection connection, DateTimeOffset now, Func<bool> enough, Func<long, IDbTransaction, List<long>> next, CancellationToken cancellation)
    {
        var removed = 0;
        var after = 0L;
        while (!cancellation.IsCancellationRequested && !enough())
        {
            using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            var candidates = next(after, transaction);
            if (candidates.Count == 0)
                break;
            after = candidates[^1];
            var purged = new ServedArticles(connection).Without(candidates, transaction);
            new PurgeRows(connection, transaction).Remove(purged, now);
            transaction.Commit();
            removed += purged.Count;
        }
        return removed;
    }
}
