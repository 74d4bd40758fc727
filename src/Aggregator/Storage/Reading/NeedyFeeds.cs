using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>Finds the feeds that will not get well by themselves, and the hosts that are left alone.</summary>
internal sealed class NeedyFeeds(Database database)
{
    /// <summary>Shorter failures are the network's everyday.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);
    private const int Tries = 3;

    /// <summary>Gone, moved, or without a success for a day and three tries; those longest so first.</summary>
    public IReadOnlyList<FeedSummary> Read(DateTimeOffset now, int limit)
    {
        using var connection = database.Open();
        return connection.Query<FeedSummary>(
            $"""
            SELECT {FeedHealth.Sql} AS health, f.id, f.url, f.host, COALESCE(f.listed_title, f.title, f.url) AS name, f.state, f.failures, f.failure_class, f.failure_reason,
              f.last_poll_at, f.last_success_at, f.last_new_at, f.next_poll_at, f.gone_at, f.moved_to
            FROM (
              SELECT id, COALESCE(last_success_at, added_at) AS since FROM feeds
              WHERE state = 'active' AND (gone_at IS NOT NULL OR moved_to IS NOT NULL OR (failures >= {Tries} AND COALESCE(last_success_at, added_at) < @patience))
              ORDER BY COALESCE(last_success_at, added_at), id LIMIT @limit) found
            JOIN feeds f ON f.id = found.id LEFT JOIN hosts h ON h.host = f.host ORDER BY found.since, f.id
            """,
            new { now, lateBy = FeedHealth.LateBy(now), patience = now - Patience, limit }).AsList();
    }

    /// <summary>Those that wait longest first.</summary>
    public IReadOnlyList<HostSummary> HeldHosts(DateTimeOffset now, int limit)
    {
        using var connection = database.Open();
        return connection.Query<HostSummary>(
            """
            SELECT h.host, h.not_before AS held_until, h.why, h.failures, (SELECT COUNT(*) FROM feeds f WHERE f.host = h.host AND f.state = 'active') AS feeds
            FROM hosts h WHERE h.held = 1 AND h.not_before > @now ORDER BY h.not_before DESC, h.host LIMIT @limit
            """,
            new { now, limit }).AsList();
    }
}
