using System.Data;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Makes the feeds table say what the lists say. Feeds that left the lists are retired; their articles stay.</summary>
internal sealed class CatalogStore(Database database, PollingOptions polling, CronReader cron)
{
    private readonly FeedSchedule _schedule = new(polling, cron);

    public AppliedCatalog Apply(Catalog catalog, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        var stored = connection.Query<(long Id, string Url, byte[] Hash, string State, long? LastPollAt)>(
            "SELECT id, url, definition_hash, state, last_poll_at FROM feeds", transaction: transaction).ToDictionary(f => f.Url, StringComparer.Ordinal);

        var added = new List<FeedDefinition>();
        var changed = new List<object>();
        foreach (var feed in catalog.Feeds)
        {
            if (!stored.Remove(feed.Url, out var row))
                added.Add(feed);
            else if (row.State == Retired || Hash128.Read(row.Hash) != FeedDefinitionHash.Of(feed))
                changed.Add(Changed(feed, row.LastPollAt, now));
        }
        var retired = stored.Values.Where(f => f.State != Retired).Select(f => f.Id).ToList();

        connection.Execute(Insert, added.Select((feed, place) => Added(feed, now + Spread(place))), transaction);
        connection.Execute(Update, changed, transaction);
        connection.Execute("UPDATE feeds SET state = 'retired' WHERE id = @id", retired.Select(id => new { id }), transaction);
        transaction.Commit();
        return new AppliedCatalog(added.Count, changed.Count, retired.Count);
    }

    private const string Retired = "retired";

    private const string Insert = """
        INSERT INTO feeds (url, host, state, definition_hash, listed_title, tags, next_poll_at, next_poll_why, next_poll_reason, added_at)
        VALUES (@Url, @host, @state, @hash, @Title, @tags, @due, 'new', 'New', @now)
        """;

    /// <summary>
    /// A shorter interval counts at once, but beats nothing that publisher, back-off or floor ask for; a longer one counts from the next poll
    /// on. A feed that came back is due when it was, or now. Where it has moved to is forgotten when it has secrets to keep now.
    /// </summary>
    private const string Update = """
        UPDATE feeds SET definition_hash = @hash, listed_title = @Title, tags = @tags,
          host = CASE WHEN moved_used = 1 AND NOT @secrets THEN host ELSE @host END,
          etag = CASE WHEN moved_used = 1 AND @secrets THEN NULL ELSE etag END,
          last_modified = CASE WHEN moved_used = 1 AND @secrets THEN NULL ELSE last_modified END,
          moved_used = CASE WHEN @secrets THEN 0 ELSE moved_used END,
          next_poll_at = CASE WHEN failures > 0 THEN next_poll_at ELSE MIN(next_poll_at, MAX(@now, @wanted, COALESCE(not_before, 0))) END,
          next_poll_reason = CASE WHEN failures = 0 AND next_poll_at > MAX(@now, @wanted, COALESCE(not_before, 0)) THEN 'Changed' ELSE next_poll_reason END,
          next_poll_why = CASE WHEN failures = 0 AND next_poll_at > MAX(@now, @wanted, COALESCE(not_before, 0)) THEN 'changed in its list' ELSE next_poll_why END,
          state = @state
        WHERE url = @Url
        """;

    private TimeSpan Spread(int place) => TimeSpan.FromSeconds((double)place / polling.SpreadPerSecond);

    private static object Added(FeedDefinition feed, DateTimeOffset due) => new
    {
        feed.Url,
        host = HostName.Of(new Uri(feed.Url)),
        state = State(feed),
        hash = FeedDefinitionHash.Of(feed).ToBytes(),
        feed.Title,
        tags = Tags(feed),
        due,
        now = due,
    };

    private object Changed(FeedDefinition feed, long? lastPollAt, DateTimeOffset now) => new
    {
        feed.Url,
        host = HostName.Of(new Uri(feed.Url)),
        state = State(feed),
        hash = FeedDefinitionHash.Of(feed).ToBytes(),
        feed.Title,
        tags = Tags(feed),
        secrets = feed.IsBoundToOrigin,
        now,
        wanted = lastPollAt is { } last ? _schedule.Next(feed, DateTimeOffset.FromUnixTimeMilliseconds(last)) : now,
    };

    private static string State(FeedDefinition feed) => feed.Enabled ? "active" : "paused";

    private static string Tags(FeedDefinition feed) => JsonSerializer.Serialize(feed.Tags, StorageJson.Columns.IEnumerableString);
}
