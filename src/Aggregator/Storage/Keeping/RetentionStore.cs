using System.Data.Common;
using Aggregator.Configuration;
using Dapper;

namespace Aggregator.Storage.Keeping;

/// <summary>
/// Removes what need not be kept, in transactions of at most <see cref="ArticlesAtOnce"/> articles, so that polls never wait long. Keys stay: what is
/// removed does not come back as new.
/// </summary>
internal sealed class RetentionStore(Database database, RetentionOptions options)
{
    public const int ArticlesAtOnce = 200;

    /// <summary>Everything that is due; articles removed.</summary>
    public int Purge(DateTimeOffset now, CancellationToken cancellation)
    {
        using var connection = database.Open();
        var removed = PurgeOld(connection, now, cancellation) + PurgeCrowded(connection, now, cancellation) + PurgeLarge(connection, now, cancellation);
        database.GiveBack(connection, cancellation);
        return removed;
    }

    private int PurgeOld(DbConnection connection, DateTimeOffset now, CancellationToken cancellation) => options.MaxAge == TimeSpan.Zero ? 0 : Each(
        connection, now, enough: () => false,
        (after, transaction) => connection.Query<long>(
            "SELECT id FROM articles WHERE id > @after AND seen_at < @limit AND published_at < @limit ORDER BY id LIMIT @most",
            new { after, limit = now - options.MaxAge, most = ArticlesAtOnce },
            transaction).AsList(),
        cancellation);

    private int PurgeCrowded(DbConnection connection, DateTimeOffset now, CancellationToken cancellation)
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

    /// <summary>Measured anew only when half of what is too much should be gone: measuring may read every article.</summary>
    private int PurgeLarge(DbConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.MaxMegabytes == 0)
            return 0;
        var most = options.MaxMegabytes * 1_048_576L;
        var unmeasured = 0L;
        return Each(
            connection, now, enough: IsSmallEnough,
            (after, transaction) => connection.Query<long>("SELECT id FROM articles WHERE id > @after ORDER BY id LIMIT @most", new { after, most = ArticlesAtOnce }, transaction).AsList(),
            cancellation);

        bool IsSmallEnough()
        {
            if (unmeasured-- > 0)
                return false;
            var used = database.UsedBytes(connection);
            var excess = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles") * (used - most) / Math.Max(1, used);
            unmeasured = excess / 2 / ArticlesAtOnce;
            return used <= most;
        }
    }

    private int Each(
        DbConnection connection, DateTimeOffset now, Func<bool> enough, Func<long, DbTransaction, List<long>> next, CancellationToken cancellation)
    {
        var removed = 0;
        var after = 0L;
        while (!cancellation.IsCancellationRequested && !enough())
        {
            using var transaction = connection.BeginTransaction();
            var candidates = next(after, transaction);
            if (candidates.Count == 0)
                break;
            after = candidates[^1];
            var rows = new PurgeRows(database, connection, transaction);
            rows.Lock(candidates);
            var purged = new ServedArticles(connection).Without(candidates, transaction);
            using var changes = new ChangeRows(connection, transaction, new Counters(database, connection, transaction));
            rows.Announce(purged, changes, now);
            rows.Delete(purged);
            changes.Write();
            transaction.Commit();
            removed += purged.Count;
        }
        return removed;
    }
}
