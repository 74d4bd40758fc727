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

    /// <summary>What one of its feeds keeps is kept.</summary>
    private int PurgeOld(DbConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var age = (long)options.MaxAge.TotalMilliseconds;
        var removed = 0;
        foreach (var (feed, kept) in connection.Query<OldFeed>(FeedsWithOld, new { now, age }).AsList())
        {
            removed += Each(
                connection, now, enough: () => false,
                (after, transaction) => connection.Query<long>(
                    Old, new { feed, after, limit = now.AddMilliseconds(-kept), now, age, most = ArticlesAtOnce }, transaction).AsList(),
                cancellation);
        }
        return removed;
    }

    private const string FeedsWithOld = """
        SELECT f.id AS feed, COALESCE(f.max_age, @age) AS kept FROM feeds f
        WHERE COALESCE(f.max_age, @age) > 0
          AND EXISTS (SELECT 1 FROM article_sources s WHERE s.feed_id = f.id AND s.published_at < @now - COALESCE(f.max_age, @age))
        """;

    private const string Old = """
        SELECT s.article_id FROM article_sources s JOIN articles a ON a.id = s.article_id
        WHERE s.feed_id = @feed AND s.article_id > @after AND s.published_at < @limit AND a.seen_at < @limit
          AND NOT EXISTS (
            SELECT 1 FROM article_sources o JOIN feeds f ON f.id = o.feed_id
            WHERE o.article_id = s.article_id AND (COALESCE(f.max_age, @age) = 0
              OR a.seen_at >= @now - COALESCE(f.max_age, @age) OR a.published_at >= @now - COALESCE(f.max_age, @age)))
        ORDER BY s.article_id LIMIT @most
        """;

    /// <summary>Not what a feed without a limit has as well.</summary>
    private int PurgeCrowded(DbConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        var usual = options.MaxArticlesPerFeed;
        var removed = 0;
        foreach (var (feed, most, count) in connection.Query<Crowd>(Crowded, new { usual }).AsList())
        {
            // None where what was too much has gone with another feed's.
            if (connection.ExecuteScalar<long?>(
                "SELECT article_id FROM article_sources WHERE feed_id = @feed ORDER BY article_id LIMIT 1 OFFSET @offset", new { feed, offset = count - most - 1 }) is not { } last)
                continue;
            removed += Each(
                connection, now, enough: () => false,
                (after, transaction) => connection.Query<long>(Surplus, new { feed, after, last, usual, most = ArticlesAtOnce }, transaction).AsList(),
                cancellation);
        }
        return removed;
    }

    private const string Crowded = """
        SELECT f.id AS feed, COALESCE(f.max_articles, @usual) AS most, n.articles AS count
        FROM feeds f JOIN (SELECT feed_id, COUNT(*) AS articles FROM article_sources GROUP BY feed_id) n ON n.feed_id = f.id
        WHERE COALESCE(f.max_articles, @usual) > 0 AND n.articles > COALESCE(f.max_articles, @usual)
        """;

    private const string Surplus = """
        SELECT s.article_id FROM article_sources s
        WHERE s.feed_id = @feed AND s.article_id > @after AND s.article_id <= @last
          AND NOT EXISTS (
            SELECT 1 FROM article_sources o JOIN feeds f ON f.id = o.feed_id WHERE o.article_id = s.article_id AND COALESCE(f.max_articles, @usual) = 0)
        ORDER BY s.article_id LIMIT @most
        """;

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
            database.SearchBacklog.Settle();
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
            var changes = new ChangeRows(database, connection, transaction, new Counters(database, connection, transaction));
            rows.Announce(purged, changes, now);
            rows.Delete(purged);
            changes.Write();
            transaction.Commit();
            removed += purged.Count;
        }
        return removed;
    }

    /// <param name="Feed">Which.</param>
    /// <param name="Kept">For so many milliseconds.</param>
    internal sealed record OldFeed(long Feed, long Kept);

    internal sealed record Crowd(long Feed, long Most, long Count);
}
