using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>
/// Pages of a table of all hosts. Every feed's row is read once; polls are looked at for the hosts of the page alone, and of their feeds only for those that
/// were polled within the hour.
/// </summary>
internal sealed class HostList(Database database)
{
    /// <summary>A page, and how many hosts there are on all pages.</summary>
    public (IReadOnlyList<HostLine> Hosts, int Total) Read(HostListQuery query, DateTimeOffset now)
    {
        using var connection = database.Open();
        var found = connection.Query<CountedHost>(
            $"""
            SELECT found.*, COUNT(*) OVER () AS total FROM (
              SELECT f.host, COUNT(*) AS feeds, COUNT(*) FILTER (WHERE f.state = 'active') AS active,
                COUNT(*) FILTER (WHERE f.state = 'active' AND f.next_poll_at <= @now) AS due, COUNT(*) FILTER (WHERE f.state = 'active' AND f.failures > 0) AS failing,
                MAX(f.last_poll_at) AS last_poll_at, MIN(CASE WHEN f.state = 'active' THEN f.next_poll_at END) AS next_poll_at,
                MAX(CASE WHEN h.held = 1 AND h.not_before > @now THEN h.not_before END) AS held_until,
                MAX(CASE WHEN h.held = 1 AND h.not_before > @now THEN h.why END) AS why, COALESCE(MAX(h.failures), 0) AS failures
              FROM feeds f LEFT JOIN hosts h ON h.host = f.host
              WHERE f.state <> 'retired'{(query.Words is null ? "" : @" AND f.host LIKE @pattern ESCAPE '\'")}{(query.Host is null ? "" : " AND f.host = @Host")}
              GROUP BY f.host) found
            {(query.Held ? "WHERE found.held_until IS NOT NULL" : "")}
            ORDER BY found.{Key(query.Sort)} IS NULL, found.{Key(query.Sort)} {(query.Descending ? "DESC" : "ASC")}, found.host LIMIT @Limit OFFSET @Offset
            """,
            new { now, query.Host, query.Limit, query.Offset, pattern = $"%{Escape(query.Words ?? "")}%" }).AsList();
        var polls = connection.Query<Polls>(
            """
            SELECT f.host, COUNT(*) FILTER (WHERE p.started_at > @minute) AS minute, COUNT(*) AS hour
            FROM feeds f JOIN polls p ON p.feed_id = f.id
            WHERE f.last_poll_at > @hour AND p.started_at > @hour AND f.host IN (SELECT wanted.atom FROM json_each(@hosts) wanted)
            GROUP BY f.host
            """,
            new { minute = now.AddMinutes(-1), hour = now.AddHours(-1), hosts = StorageJson.Texts(found.Select(line => line.Host)) })
            .ToDictionary(row => row.Host);
        return (found.ConvertAll<HostLine>(line => polls.TryGetValue(line.Host, out var use) ? line with { PollsLastMinute = use.Minute, PollsLastHour = use.Hour } : line), found is [var first, ..] ? (int)first.Total : 0);
    }

    private static string Key(HostSort sort) => sort switch
    {
        HostSort.Name => "host",
        HostSort.Feeds => "feeds",
        HostSort.Due => "due",
        HostSort.Failing => "failing",
        HostSort.Last => "last_poll_at",
        HostSort.Held => "held_until",
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    private static string Escape(string words) =>
        words.ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    internal sealed record CountedHost : HostLine
    {
        /// <summary>Hosts on all pages.</summary>
        public long Total { get; init; }
    }

    internal sealed record Polls(string Host, long Minute, long Hour);
}
