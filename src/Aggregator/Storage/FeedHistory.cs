using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads everything that is known of one feed's polling. Claims nothing.</summary>
internal sealed class FeedHistory(Database database)
{
    /// <summary>Null when there is no such feed.</summary>
    public DueFeed? Read(long id)
    {
        using var connection = database.Open();
        return FeedRow.Read(connection, [id]).SingleOrDefault();
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PollRecord> LastPolls(long id, int count)
    {
        using var connection = database.Open();
        return connection.Query<PollRecord>(
            """
            SELECT started_at, duration_ms, outcome, status, bytes, entries, created, updated, known, reason, diagnostics, bound
            FROM polls WHERE feed_id = @id ORDER BY started_at DESC, slot DESC LIMIT @count
            """,
            new { id, count }).AsList();
    }

    public HostUse UseOf(string host, DateTimeOffset now)
    {
        using var connection = database.Open();
        return connection.QuerySingle<HostUse>(
            """
            SELECT COUNT(*) FILTER (WHERE state = 'active') AS feeds,
              COUNT(*) FILTER (WHERE state = 'active' AND next_poll_at <= @now) AS due,
              (SELECT COUNT(*) FROM polls p JOIN feeds f ON f.id = p.feed_id WHERE f.host = @host AND p.started_at > @minute) AS polls_last_minute,
              (SELECT COUNT(*) FROM polls p JOIN feeds f ON f.id = p.feed_id WHERE f.host = @host AND p.started_at > @hour) AS polls_last_hour
            FROM feeds WHERE host = @host
            """,
            new { host, now, minute = now.AddMinutes(-1), hour = now.AddHours(-1) });
    }

    /// <summary>Every host that has active feeds, the most used first. Polls are counted as far as they are kept.</summary>
    public IReadOnlyList<HostSummary> Hosts(DateTimeOffset now)
    {
        using var connection = database.Open();
        return connection.Query<HostSummary>(
            """
            SELECT f.host, COUNT(*) AS feeds, COUNT(*) FILTER (WHERE f.next_poll_at <= @now) AS due, COUNT(*) FILTER (WHERE f.failures > 0) AS failing,
              COALESCE(MAX(u.minute), 0) AS polls_last_minute, COALESCE(MAX(u.hour), 0) AS polls_last_hour,
              MAX(f.last_poll_at) AS last_poll_at, MIN(f.next_poll_at) AS next_poll_at,
              MAX(CASE WHEN h.held = 1 AND h.not_before > @now THEN h.not_before END) AS held_until,
              MAX(CASE WHEN h.held = 1 AND h.not_before > @now THEN h.why END) AS why, COALESCE(MAX(h.failures), 0) AS failures
            FROM feeds f
            LEFT JOIN hosts h ON h.host = f.host
            LEFT JOIN (
              SELECT pf.host, COUNT(*) FILTER (WHERE p.started_at > @lastMinute) AS minute, COUNT(*) AS hour
              FROM polls p JOIN feeds pf ON pf.id = p.feed_id WHERE p.started_at > @lastHour GROUP BY pf.host) u ON u.host = f.host
            WHERE f.state = 'active'
            GROUP BY f.host
            ORDER BY 6 DESC, 2 DESC, 1
            """,
            new { now, lastMinute = now.AddMinutes(-1), lastHour = now.AddHours(-1) }).AsList();
    }
}
