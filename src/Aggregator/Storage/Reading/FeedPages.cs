using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>Lists feeds by their numbers, a page at a time, without counting their articles.</summary>
internal sealed class FeedPages(Database database)
{
    public IReadOnlyList<FeedSummary> Read(FeedQuery query, DateTimeOffset now)
    {
        using var connection = database.Open();
        return connection.Query<FeedSummary>(
            $"""
            SELECT * FROM (
              SELECT {FeedHealth.Sql} AS health, f.id, f.url, f.host, COALESCE(f.listed_title, f.title, f.url) AS name, f.state, f.tags, f.failures, f.failure_class,
                f.failure_reason, f.last_poll_at, f.last_success_at, f.last_new_at, f.next_poll_at, f.next_poll_why, f.next_poll_reason, f.gone_at, f.moved_to, f.polls, f.gaps, f.gap_at,
                f.paused_at, f.paused_by, CASE h.held WHEN 1 THEN h.not_before END AS host_not_before, h.why AS host_why
              FROM feeds f LEFT JOIN hosts h ON h.host = f.host
              WHERE f.id > @After AND (CAST(@Id AS BIGINT) IS NULL OR f.id = @Id) AND (CAST(@Host AS TEXT) IS NULL OR f.host = @Host OR SUBSTR(f.host, 1, LENGTH(CAST(@Host AS TEXT)) + 1) = CAST(@Host AS TEXT) || ':')
                AND (CAST(@Tag AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM json_each(f.tags) tag WHERE tag.atom = @Tag))
            ) feed
            WHERE CAST(@Health AS TEXT) IS NULL OR feed.health = @Health
            ORDER BY feed.id LIMIT @Limit
            """,
            new { query.After, query.Id, query.Host, query.Tag, query.Health, query.Limit, now, lateBy = FeedHealth.LateBy(now) }).AsList();
    }

    /// <summary>Articles that a feed carries or carried.</summary>
    public long CountArticles(long feed)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM article_sources WHERE feed_id = @feed", new { feed });
    }
}
