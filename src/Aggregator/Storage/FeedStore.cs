using System.Data.Common;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads the feeds table for people and for commands.</summary>
internal sealed class FeedStore(Database database)
{
    /// <summary>Every feed that the lists hold or held, by title.</summary>
    public IReadOnlyList<FeedSummary> List(DateTimeOffset now) => Summaries(now, null);

    /// <summary>Null when there is no such feed.</summary>
    public FeedSummary? Summary(long id, DateTimeOffset now) => Summaries(now, id) is [var only] ? only : null;

    /// <summary>Numbers of active feeds, every host's first before any host's second; those due at or before an instant, or all of them.</summary>
    public IReadOnlyList<long> ActiveIds(DateTimeOffset? dueBy)
    {
        using var connection = database.Open();
        return connection.Query<long>(
            """
            SELECT id FROM feeds WHERE state = 'active' AND (@dueBy IS NULL OR next_poll_at <= @dueBy)
            ORDER BY ROW_NUMBER() OVER (PARTITION BY host ORDER BY next_poll_at, id), next_poll_at, id
            """,
            new { dueBy }).AsList();
    }

    /// <summary>Null when the database cannot be read just now: who asks for health wants to hear of that, not to fail.</summary>
    public FeedCounts? TryCount(DateTimeOffset now)
    {
        try
        {
            return Count(now);
        }
        catch (DbException)
        {
            return null;
        }
    }

    private List<FeedSummary> Summaries(DateTimeOffset now, long? id)
    {
        using var connection = database.Open();
        return connection.Query<FeedSummary>(
            $"""
            SELECT {FeedHealth.Sql} AS health, f.id, f.url, f.host, COALESCE(f.listed_title, f.title, f.url) AS name, f.state, f.tags, f.failures, f.failure_class,
              f.failure_reason, f.last_poll_at, f.last_success_at, f.last_new_at, f.next_poll_at, f.next_poll_why, f.next_poll_reason, f.gone_at, f.moved_to, f.polls, f.gaps, f.gap_at,
              f.gaps_closed, f.missed_left, f.paused_at, f.paused_by, COALESCE(n.articles, 0) AS articles, COALESCE(n.revisions, 0) AS revisions, CASE h.held WHEN 1 THEN h.not_before END AS host_not_before, h.why AS host_why
            FROM feeds f
            LEFT JOIN (
              SELECT s.feed_id, COUNT(*) AS articles, CAST(SUM(CASE WHEN a.feed_id = s.feed_id THEN a.revision - 1 END) AS BIGINT) AS revisions
              FROM article_sources s JOIN articles a ON a.id = s.article_id WHERE @id IS NULL OR s.feed_id = @id GROUP BY s.feed_id) n ON n.feed_id = f.id
            LEFT JOIN hosts h ON h.host = f.host
            WHERE @id IS NULL OR f.id = @id
            ORDER BY LOWER(COALESCE(f.listed_title, f.title, f.url)), f.id
            """,
            new { now, id, lateBy = FeedHealth.LateBy(now) }).AsList();
    }

    /// <exception cref="DbException">The database cannot be used just now.</exception>
    public FeedCounts Count(DateTimeOffset now)
    {
        using var connection = database.Open();
        var counts = connection.Query<Health>(
            $"""
            WITH {FeedHealth.HeldHosts}
            SELECT {FeedHealth.Sql} AS name, COUNT(*) AS feeds, MAX(f.last_success_at) AS last_success_at, MIN(f.next_poll_at) FILTER (WHERE f.state = 'active') AS next_poll_at
            FROM feeds f LEFT JOIN held h ON h.host = f.host GROUP BY 1
            """,
            new { now, lateBy = FeedHealth.LateBy(now) }).AsList();
        return new FeedCounts
        {
            ByHealth = counts.ToDictionary(count => count.Name, count => count.Feeds, StringComparer.Ordinal),
            LastSuccessAt = Instant(counts.Max(count => count.LastSuccessAt)),
            NextPollAt = Instant(counts.Min(count => count.NextPollAt)),
        };

        static DateTimeOffset? Instant(long? milliseconds) => milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
    }

    /// <summary>Feeds that permanent redirects lead elsewhere, with where to. None when the database cannot be read, or is of an earlier version.</summary>
    public IReadOnlyList<(string Url, string MovedTo)> TryMoved()
    {
        try
        {
            using var connection = database.Open();
            return connection.Query<MovedFeed>("SELECT url, moved_to FROM feeds WHERE moved_to IS NOT NULL AND state <> 'retired' ORDER BY url")
                .Select(moved => (moved.Url, moved.MovedTo)).ToList();
        }
        catch (DbException)
        {
            return [];
        }
    }

    public long CountArticles()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles");
    }

    /// <summary>What all feeds may be called, as it is now: for whoever looks several up.</summary>
    public NamedFeeds Names()
    {
        using var connection = database.Open();
        return new NamedFeeds(connection.Query<NamedFeeds.Named>(
            """
            SELECT id, url, COALESCE(listed_title, title, url) AS name, state FROM feeds
            ORDER BY LOWER(COALESCE(listed_title, title, url)), id
            """).AsList());
    }

    internal sealed record Health(string Name, long Feeds, long? LastSuccessAt, long? NextPollAt);

    internal sealed record MovedFeed(string Url, string MovedTo);
}
