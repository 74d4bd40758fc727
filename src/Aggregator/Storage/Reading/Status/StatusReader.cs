using Dapper;

namespace Aggregator.Storage.Reading.Status;

/// <summary>Reads how everything is, for the page and for the terminal. Reads only sums and what stands out: its cost does not grow with the articles.</summary>
internal sealed class StatusReader(Database database)
{
    /// <summary>Feeds and hosts that are named; the rest is counted.</summary>
    public const int Most = 50;

    private const int HoursShown = 48;

    private readonly FeedStore _feeds = new(database);
    private readonly HourReader _hours = new(database);
    private readonly AttentionReader _attention = new(database);
    private readonly JobStore _jobs = new(database);

    /// <exception cref="System.Data.Common.DbException">The database cannot be used just now.</exception>
    public StatusSummary Read(Watched watched, DateTimeOffset now)
    {
        var feeds = _feeds.Count(now);
        var (due, oldest) = Due(now);
        var hours = _hours.Last(HoursShown, now);
        var jobs = _jobs.LastRuns();
        var (hosts, held) = Held(now);
        var needyFeeds = _attention.Feeds(now, Most, out var needy, out var urgentFeeds);
        List<Attention> others = [.. AttentionReader.Late(feeds, oldest, now), .. AttentionReader.Jobs(watched, jobs, now), .. _attention.Webhooks(watched, now)];
        return new StatusSummary
        {
            At = now,
            Feeds = feeds,
            Due = due,
            LongestDue = now - oldest,
            Hours = hours,
            Day = PeriodSummary.Of(hours.TakeLast(HoursShown / 2)),
            DayBefore = PeriodSummary.Of(hours.Take(HoursShown / 2)),
            HeldHosts = hosts,
            Held = held,
            Jobs = jobs,
            NeedsHuman = needyFeeds,
            NeedsHumanCount = needy,
            UrgentCount = urgentFeeds,
        }.With(others);
    }

    private (long Due, DateTimeOffset? Oldest) Due(DateTimeOffset now)
    {
        using var connection = database.Open();
        var (due, oldest) = connection.QuerySingle<Backlog>(
            """
            SELECT COUNT(*) AS due, MIN(f.next_poll_at) AS oldest FROM feeds f LEFT JOIN hosts h ON h.host = f.host
            WHERE f.state = 'active' AND f.next_poll_at <= @now AND NOT (COALESCE(h.held, 0) = 1 AND h.not_before > @now)
            """,
            new { now });
        return (due, oldest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }

    private (IReadOnlyList<HeldHost> Hosts, long Count) Held(DateTimeOffset now)
    {
        using var connection = database.Open();
        const string held = """
            SELECT h.host, h.not_before AS until, h.why, COUNT(*) AS feeds FROM hosts h JOIN feeds f ON f.host = h.host AND f.state = 'active'
            WHERE h.held = 1 AND h.not_before > @now GROUP BY h.host, h.not_before, h.why
            """;
        var hosts = connection.Query<HeldHost>($"{held} ORDER BY 4 DESC, 1 LIMIT @Most", new { now, Most }).AsList();
        return (hosts, hosts.Count < Most ? hosts.Count : connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM ({held}) held", new { now }));
    }

    internal sealed record Backlog(long Due, long? Oldest);
}
