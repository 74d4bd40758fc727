using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads everything that is known of one feed's polling. Claims nothing.</summary>
internal sealed class FeedHistory(Database database)
{
    /// <summary>Null when there is no such feed.</summary>
    public DueFeed? Read(long id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<FeedRow>(
            $"SELECT {FeedRow.Columns} FROM feeds f LEFT JOIN hosts h ON h.host = f.host WHERE f.id = @id", new { id })?.ToDueFeed();
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PollRecord> LastPolls(long id, int count)
    {
        using var connection = database.Open();
        return connection.Query<PollRecord>(
            """
            SELECT started_at, duration_ms, outcome, status, bytes, entries, created, updated, known, reason
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
}
