using System.Data;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage.Planning;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Makes the feeds table say what the lists say. Feeds that left the lists are retired; their articles stay.</summary>
internal sealed class CatalogStore(Database database, PollingOptions polling)
{
    /// <summary>What <see cref="Apply"/> would do now; nothing is written.</summary>
    public CatalogPlan Plan(Catalog catalog)
    {
        using var connection = database.Open();
        return CatalogPlanner.Plan(catalog, Stored(connection, null));
    }

    public AppliedCatalog Apply(Catalog catalog, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        var plan = CatalogPlanner.Plan(catalog, Stored(connection, transaction));
        if (plan.IsEmpty)
            return default;

        // URLs that become free come before URLs that are taken.
        connection.Execute("UPDATE feeds SET state = 'retired' WHERE id = @Id", plan.Changes.OfType<PlannedChange.Retired>().Select(c => new { c.Stored.Id }), transaction);
        foreach (var moved in plan.Changes.OfType<PlannedChange.Moved>())
        {
            if (moved.Into is null)
                connection.Execute(Move, new { moved.Stored.Id, moved.Feed.Url, now }, transaction);
            else
                connection.Execute(TakeOver, new { from = moved.Stored.Id, to = moved.Into.Id }, transaction);
        }

        connection.Execute(Insert, plan.Changes.OfType<PlannedChange.Added>().Select((added, place) => Row(added.Feed, now + Spread(place))), transaction);
        connection.Execute(Update, Changed(plan).Select(feed => Row(feed, now)), transaction);
        transaction.Commit();
        return new AppliedCatalog(plan.Count<PlannedChange.Added>(), plan.Count<PlannedChange.Changed>(), plan.Count<PlannedChange.Retired>())
        {
            Moved = plan.Count<PlannedChange.Moved>(),
        };
    }

    /// <summary>
    /// After downtime everything is overdue at once: feeds due by now are spread, in the order in which they fell due, at
    /// <see cref="PollingOptions.SpreadPerSecond"/>.
    /// </summary>
    public int SpreadOverdue(DateTimeOffset now)
    {
        using var connection = database.Open();
        return connection.Execute(
            """
            UPDATE feeds SET next_poll_at = @now + (overdue.place * 1000) / @perSecond
            FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY next_poll_at, id) - 1 AS place FROM feeds
                  WHERE state = 'active' AND next_poll_at <= @now) overdue
            WHERE feeds.id = overdue.id AND overdue.place >= @perSecond
            """,
            new { now, perSecond = polling.SpreadPerSecond });
    }

    private const string Insert = """
        INSERT INTO feeds (url, host, state, definition_hash, definition, listed_title, tags, next_poll_at, next_poll_why, added_at)
        VALUES (@Url, @host, @state, @hash, @definition, @Title, @tags, @due, 'new', @now)
        """;

    /// <summary>A shorter interval counts at once, a longer one from the next poll on; a feed that came back is due when it was, or now.</summary>
    private const string Update = """
        UPDATE feeds SET host = @host, definition_hash = @hash, definition = @definition, listed_title = @Title, tags = @tags, replaced_by = NULL,
          next_poll_at = CASE WHEN failures > 0 THEN next_poll_at
            ELSE MIN(next_poll_at, MAX(@now, COALESCE(last_poll_at + @interval, @now))) END,
          state = @state
        WHERE url = @Url
        """;

    /// <summary>Articles, keys and fingerprints stay; what the old server said about its answers, and how it failed, does not.</summary>
    private const string Move = """
        UPDATE feeds SET url = @Url, etag = NULL, last_modified = NULL, validators_origin = NULL,
          failures = 0, failure_class = NULL, failure_reason = NULL, next_poll_at = @now, next_poll_why = 'moved'
        WHERE id = @Id
        """;

    /// <summary>For two feeds that turn out to be one. A key or a sighting that both have stays as the new one has it.</summary>
    private const string TakeOver = """
        DELETE FROM article_keys WHERE feed_id = @from
          AND EXISTS (SELECT 1 FROM article_keys k WHERE k.feed_id = @to AND k.kind = article_keys.kind AND k.hash = article_keys.hash);
        UPDATE article_keys SET feed_id = @to WHERE feed_id = @from;
        DELETE FROM article_sources WHERE feed_id = @from
          AND EXISTS (SELECT 1 FROM article_sources s WHERE s.feed_id = @to AND s.article_id = article_sources.article_id);
        UPDATE article_sources SET feed_id = @to WHERE feed_id = @from;
        UPDATE articles SET feed_id = @to WHERE feed_id = @from;
        UPDATE feeds SET state = 'retired', replaced_by = @to WHERE id = @from;
        """;

    private static List<StoredFeed> Stored(IDbConnection connection, IDbTransaction? transaction) =>
        connection.Query<StoredFeed>("SELECT id, url, state, title, listed_title, definition, replaced_by FROM feeds", transaction: transaction).AsList();

    private static IEnumerable<FeedDefinition> Changed(CatalogPlan plan) => plan.Changes.Select(change => change switch
    {
        PlannedChange.Changed changed => changed.Feed,
        PlannedChange.Moved moved => moved.Feed,
        _ => null,
    }).OfType<FeedDefinition>();

    private TimeSpan Spread(int place) => TimeSpan.FromSeconds((double)place / polling.SpreadPerSecond);

    private object Row(FeedDefinition feed, DateTimeOffset due)
    {
        var definition = FeedDefinitionJson.Of(feed);
        return new
        {
            feed.Url,
            host = HostName.Of(new Uri(feed.Url)),
            state = feed.Enabled ? "active" : "paused",
            hash = Hash128.Of(definition).ToBytes(),
            definition,
            feed.Title,
            tags = JsonSerializer.Serialize(feed.Tags, StorageJson.Columns.IEnumerableString),
            due,
            now = due,
            interval = (long)(feed.Interval ?? polling.Interval).TotalMilliseconds,
        };
    }
}
