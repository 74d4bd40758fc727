using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>Pages of a table of all feeds, filtered and sorted by anything in it.</summary>
internal sealed class FeedList(Database database)
{
    /// <summary>Null when there is no such feed.</summary>
    public FeedLine? Find(long id, DateTimeOffset now)
    {
        using var connection = database.Open();
        return Lines(connection, [id], now) is [var only] ? only : null;
    }

    /// <summary>A page, and how many feeds there are on all pages.</summary>
    public (IReadOnlyList<FeedLine> Feeds, int Total) Read(FeedListQuery query, DateTimeOffset now)
    {
        using var connection = database.Open();
        var (ids, total) = Find(connection, query, now);
        return (Lines(connection, ids, now), total);
    }

    private static List<FeedLine> Lines(DbConnection connection, IReadOnlyList<long> found, DateTimeOffset now)
    {
        var ids = StorageJson.Numbers(found);
        var summaries = connection.Query<RatedFeed>(
            $"""
            SELECT {FeedHealth.Sql} AS health, f.id, f.url, f.host, COALESCE(f.listed_title, f.title, f.url) AS name, f.state, f.tags, f.failures, f.failure_class,
              f.failure_reason, f.last_poll_at, f.last_success_at, f.last_new_at, f.next_poll_at, f.next_poll_why, f.next_poll_reason, f.gone_at, f.moved_to, f.polls, f.gaps, f.gap_at, f.gaps_closed, f.missed_left,
              f.paused_at, f.paused_by, CASE h.held WHEN 1 THEN h.not_before END AS host_not_before, h.why AS host_why,
              f.daily_articles, f.daily_bytes, f.delay_log
            FROM json_each(@ids) i JOIN feeds f ON f.id = CAST(i.atom AS BIGINT) LEFT JOIN hosts h ON h.host = f.host
            """,
            new { ids, now, lateBy = FeedHealth.LateBy(now) }).ToDictionary(feed => feed.Id);
        var polls = connection.Query<FeedPoll>(
            """
            SELECT p.feed_id, p.started_at, p.outcome, p.created, p.updated
            FROM json_each(@ids) i JOIN polls p ON p.feed_id = CAST(i.atom AS BIGINT)
            """,
            new { ids }).ToLookup(poll => poll.FeedId);
        return [.. found.Where(summaries.ContainsKey).Select(id => new FeedLine(summaries[id], summaries[id].Rate, [.. polls[id].OrderBy(poll => poll.StartedAt)]))];
    }

    /// <summary>Reads every feed's row: health depends on the clock and on hosts, so no index has it.</summary>
    private static (List<long> Ids, int Total) Find(DbConnection connection, FeedListQuery query, DateTimeOffset now)
    {
        var key = query.Sort switch
        {
            FeedSort.Name => "LOWER(COALESCE(f.listed_title, f.title, f.url))",
            FeedSort.Health => $"CASE {FeedHealth.Sql} {string.Concat(FeedHealth.Words.Select((word, place) => $" WHEN '{word}' THEN {place}"))} END",
            FeedSort.Last => "f.last_poll_at",
            FeedSort.Next => "CASE WHEN f.state = 'active' THEN f.next_poll_at END",
            FeedSort.Articles => "f.daily_articles",
            FeedSort.Delay => "f.delay_log",
            FeedSort.Bytes => "f.daily_bytes",
            _ => throw new ArgumentOutOfRangeException(nameof(query)),
        };
        var conditions = new List<string>();
        if (query.Health is null)
            conditions.Add("f.state <> 'retired'");
        else
            conditions.Add($"{FeedHealth.Sql} = @Health");
        if (query.Words is not null)
            conditions.Add(@"(LOWER(COALESCE(f.listed_title, f.title, '')) LIKE @pattern ESCAPE '\' OR LOWER(f.url) LIKE @pattern ESCAPE '\' OR f.host LIKE @pattern ESCAPE '\')");
        if (query.Tag is not null)
            conditions.Add("EXISTS (SELECT 1 FROM json_each(f.tags) tag WHERE tag.atom = @Tag)");
        if (query.Host is not null)
            conditions.Add("f.host = @Host");
        var found = $"FROM feeds f LEFT JOIN held h ON h.host = f.host WHERE {string.Join(" AND ", conditions)}";
        var parameters = new { query.Health, query.Tag, query.Host, query.Limit, query.Offset, pattern = $"%{Escape(query.Words ?? "")}%", now, lateBy = FeedHealth.LateBy(now) };
        // Counted apart: to number all rows on the way costs three times as much.
        var total = connection.ExecuteScalar<int>($"WITH {FeedHealth.HeldHosts} SELECT COUNT(*) {found}", parameters);
        var ids = connection.Query<long>(
            $"WITH {FeedHealth.HeldHosts} SELECT f.id {found} ORDER BY {key} IS NULL, {key} {(query.Descending ? "DESC" : "ASC")}, f.id LIMIT @Limit OFFSET @Offset", parameters).AsList();
        return (ids, total);
    }

    private static string Escape(string words) =>
        words.ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    internal sealed record RatedFeed : FeedSummary
    {
        public double? DailyArticles { get; init; }
        public double? DailyBytes { get; init; }
        public double? DelayLog { get; init; }

        public FeedRate Rate => new() { Id = Id, DailyArticles = DailyArticles, DailyBytes = DailyBytes, DelayLog = DelayLog };
    }

    internal sealed record FeedPoll : PollRecord
    {
        public long FeedId { get; init; }
    }
}
