using Aggregator.Configuration;
using Aggregator.Storage.Deliveries;
using Dapper;

namespace Aggregator.Storage.Reading.Status;

/// <summary>Finds what needs a human, the most urgent first.</summary>
internal sealed class AttentionReader(Database database)
{
    /// <summary>Beyond, feeds are counted one by one.</summary>
    private const int FeedsRead = 500;

    /// <summary>A publisher's outage of a weekend ends by itself.</summary>
    public static readonly TimeSpan FailingFor = TimeSpan.FromDays(2);

    /// <summary>Receivers restart; what they miss meanwhile is tried again.</summary>
    private static readonly TimeSpan UndeliveredFor = TimeSpan.FromHours(1);

    /// <summary>A date of the calendar may be missed by a restart.</summary>
    private static readonly TimeSpan JobTolerance = TimeSpan.FromHours(1);

    public static IEnumerable<Attention> Late(FeedCounts feeds, DateTimeOffset? oldestDue, DateTimeOffset now)
    {
        if (feeds.Of(FeedHealth.Late) is not (> 0 and var late) || oldestDue is not { } oldest)
            yield break;
        yield return new Attention(
            AttentionKind.Late, late == 1 ? "1 feed" : $"{late} feeds", $"polls are overdue, the oldest for {Durations.Format(TimeSpan.FromSeconds(Math.Round((now - oldest).TotalSeconds)), 2)}",
            "look whether the daemon runs and what its log says; when it has more to do than it can, give it longer intervals or more budget")
        {
            Since = oldest,
        };
    }

    public static IEnumerable<Attention> Jobs(Watched watched, IReadOnlyDictionary<string, JobRun> runs, DateTimeOffset now)
    {
        foreach (var run in runs.Values.Where(run => run.Failure is not null).OrderBy(run => run.Name, StringComparer.Ordinal))
            yield return new Attention(AttentionKind.Job, run.Name, $"its last run failed: {run.Failure}", "see the log; it runs again at its next date") { Since = run.StartedAt };
        foreach (var job in watched.Jobs)
        {
            if (!runs.TryGetValue(job.Name, out var run) || job.NextAfter(run.StartedAt) is not { } missed || job.NextAfter(missed) is not { } second || second + JobTolerance >= now)
                continue;
            yield return new Attention(AttentionKind.Job, job.Name, $"it has not run since {run.StartedAt:yyyy-MM-dd HH:mm} UTC and was due twice", "look whether the daemon runs") { Since = missed };
        }
    }

    public IEnumerable<Attention> Webhooks(Watched watched, DateTimeOffset now)
    {
        var store = new WebhookStore(database);
        foreach (var row in store.All().Where(row => watched.Webhooks.Contains(row.Name)))
        {
            if (row.PausedAt is { } paused)
                yield return new Attention(AttentionKind.Webhook, row.Name, "its receiver said that it is gone for good, and is called no more", $"correct its URL in the settings, then: aggregator webhooks replay {row.Name}") { Since = paused };
            else if (row.FailingSince is { } since && now - since > UndeliveredFor)
                yield return new Attention(AttentionKind.Webhook, row.Name, $"nothing is taken: {row.Reason}", $"look whether the receiver is up; aggregator webhooks test {row.Name}") { Since = since };
        }
        foreach (var letters in store.DeadLetters().Where(letter => letter.ReplayAt is null && watched.Webhooks.Contains(letter.Webhook)).GroupBy(letter => letter.Webhook))
        {
            yield return new Attention(
                AttentionKind.Webhook, letters.Key, $"{letters.Count()} batches were refused for good: {letters.First().Reason}",
                $"mend the receiver, then: aggregator webhooks replay {letters.Key}")
            {
                Since = letters.Min(letter => letter.DiedAt),
            };
        }
    }

    /// <summary>Feeds that will not come right by themselves. Late ones are no matter of a feed.</summary>
    /// <param name="now">When.</param>
    /// <param name="most">How many are named.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="urgent">How many of them are urgent.</param>
    public IReadOnlyList<Attention> Feeds(DateTimeOffset now, int most, out long count, out long urgent)
    {
        using var connection = database.Open();
        var found = connection.Query<NeedyFeed>(
            $"""
            SELECT needy.*, COUNT(*) OVER () AS all_of_them, COUNT(*) FILTER (WHERE health <> '{FeedHealth.Moved}') OVER () AS urgent FROM ({Needy}) needy
            ORDER BY CASE WHEN health = '{FeedHealth.Moved}' THEN 2 WHEN failure_class = 'Internal' THEN 0 ELSE 1 END, COALESCE(last_success_at, 0) DESC, id LIMIT @most
            """,
            new { now, lateBy = FeedHealth.LateBy(now), failingBy = now - FailingFor, most = FeedsRead }).AsList();
        // Feeds of one host that fail alike are one thing.
        var things = found.GroupBy(feed => (feed.Health, feed.Host, feed.FailureClass)).Select(Of).ToList();
        var unread = found.Count == 0 ? 0 : found[0].AllOfThem - found.Count;
        (count, urgent) = (things.Count + unread, things.Count(thing => thing.IsUrgent) + (found.Count == 0 ? 0 : found[0].Urgent - found.Count(feed => feed.Health != FeedHealth.Moved)));
        return [.. things.Take(most)];
    }

    private const string Needy = $"""
        SELECT * FROM (
          SELECT {FeedHealth.Sql} AS health, f.id, f.url, f.host, COALESCE(f.listed_title, f.title, f.url) AS name, f.state, f.failures, f.failure_class,
            f.failure_reason, f.last_poll_at, f.last_success_at, f.next_poll_at, f.gone_at, f.moved_to, f.polls, f.added_at
          FROM feeds f LEFT JOIN hosts h ON h.host = f.host
          WHERE f.state = 'active' AND (f.failures > 0 OR f.gone_at IS NOT NULL OR f.moved_to IS NOT NULL)) feed
        WHERE feed.health IN ('{FeedHealth.Gone}', '{FeedHealth.Moved}') OR (feed.health = '{FeedHealth.Failing}'
          AND (feed.failure_class = 'Internal' OR (feed.failures > 2 AND COALESCE(feed.last_success_at, feed.added_at) < @failingBy)))
        """;

    private static Attention Of(IGrouping<(string Health, string Host, string? Failure), NeedyFeed> alike)
    {
        var (feed, count) = (alike.First(), alike.Count());
        return new Attention(AttentionKind.Feed, count == 1 ? Name(feed) : $"{count} feeds of {feed.Host}", Reason(feed), FeedRemedy.Of(feed) ?? "")
        {
            FeedId = count == 1 ? feed.Id : null,
            Host = count == 1 ? null : feed.Host,
            Since = alike.Min(FeedHealth.Since),
            IsUrgent = feed.Health != FeedHealth.Moved,
        };
    }

    /// <summary>A feed without a title is called by its URL, which may hold a secret.</summary>
    private static string Name(FeedSummary feed) => feed.Name == feed.Url ? Redactor.Url(feed.Url) : feed.Name;

    internal sealed record NeedyFeed : FeedSummary
    {
        public long AllOfThem { get; init; }
        public long Urgent { get; init; }
    }

    private static string Reason(FeedSummary feed) => feed.Health switch
    {
        FeedHealth.Moved => $"moved to {Redactor.Url(feed.MovedTo!)}",
        FeedHealth.Gone => $"gone by its publisher's word: {feed.FailureReason ?? "410 Gone"}",
        _ => $"failing {(feed.LastSuccessAt is null ? "since it was listed" : $"since {feed.LastSuccessAt:yyyy-MM-dd}")}: {feed.FailureReason}",
    };
}
