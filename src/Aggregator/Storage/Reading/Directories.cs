using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>Lists by what feeds and articles are ordered.</summary>
internal sealed class Directories(Database database)
{
    public IReadOnlyList<HostListing> Hosts(DateTimeOffset now, string after, int limit)
    {
        using var connection = database.Open();
        return connection.Query<HostListing>(
            """
            SELECT f.host, COUNT(*) AS feeds, COUNT(*) FILTER (WHERE f.state = 'active') AS active_feeds,
              COUNT(*) FILTER (WHERE f.state = 'active' AND f.failures > 0) AS failing_feeds,
              MIN(CASE WHEN h.held = 1 AND h.not_before > @now THEN h.not_before END) AS not_before,
              MIN(CASE WHEN h.held = 1 AND h.not_before > @now THEN h.why END) AS why
            FROM feeds f LEFT JOIN hosts h ON h.host = f.host
            WHERE f.state <> 'retired' AND f.host > @after GROUP BY f.host ORDER BY f.host LIMIT @limit
            """,
            new { now, after, limit }).AsList();
    }

    public IReadOnlyList<TagSummary> Tags()
    {
        using var connection = database.Open();
        return connection.Query<TagSummary>(
            """
            SELECT tag, CAST(SUM(feeds) AS BIGINT) AS feeds FROM (
              SELECT t.atom AS tag, COUNT(*) AS feeds FROM feeds f, json_each(f.tags) t WHERE f.state <> 'retired' GROUP BY t.atom
              UNION ALL SELECT DISTINCT t.atom AS tag, 0 AS feeds FROM articles a, json_each(a.tags) t WHERE a.tags <> '[]') named
            GROUP BY tag ORDER BY tag
            """).AsList();
    }
}
