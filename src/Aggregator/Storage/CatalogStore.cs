using System.Data;
using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Configuration.Patching;
using Aggregator.Fetching;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Planning;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Makes the feeds table say what the lists say. Feeds that left the lists are retired; their articles stay.</summary>
internal sealed class CatalogStore(Database database, PollingOptions polling, CronReader cron)
{
    private readonly FeedSchedule _schedule = new(polling, cron);

    /// <summary>What <see cref="Apply"/> would do now; nothing is written.</summary>
    public CatalogPlan Plan(Catalog catalog)
    {
        using var connection = database.Open();
        return CatalogPlanner.Plan(catalog, Stored(connection, null));
    }

    /// <summary>What polling taught about feeds and their lists may not say yet.</summary>
    public IReadOnlyList<LearnedFact> Learned()
    {
        using var connection = database.Open();
        return Stored(connection, null).Where(feed => !feed.IsRetired && (feed.MovedTo is not null || feed.GoneAt is not null))
            .Select(feed => new LearnedFact(feed.Url, feed.MovedTo, feed.GoneAt)).ToList();
    }

    public AppliedCatalog Apply(Catalog catalog, DateTimeOffset now) => database.Repeat(() => ApplyOnce(catalog, now));

    private AppliedCatalog ApplyOnce(Catalog catalog, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        database.LockLists(connection, transaction);
        var plan = CatalogPlanner.Plan(catalog, Stored(connection, transaction));
        if (plan.IsEmpty)
            return default;

        // URLs that become free come before URLs that are taken.
        connection.Execute("UPDATE feeds SET state = 'retired' WHERE id = @Id", plan.Changes.OfType<PlannedChange.Retired>().Select(c => new { c.Stored.Id }), transaction);
        foreach (var moved in plan.Changes.OfType<PlannedChange.Moved>())
        {
            if (moved.Into is null)
                connection.Execute(Move, new { moved.Stored.Id, moved.Feed.Url, host = HostName.Of(new Uri(moved.Feed.Url)), now }, transaction);
            else
                connection.Execute(TakeOver, new { from = moved.Stored.Id, to = moved.Into.Id }, transaction);
        }

        Insert(connection, transaction, plan, now);
        Update(connection, transaction, plan, now);
        ListChangeRows.Write(connection, transaction, plan, now);
        transaction.Commit();
        return new AppliedCatalog(plan.Count<PlannedChange.Added>(), plan.Count<PlannedChange.Changed>(), plan.Count<PlannedChange.Retired>())
        {
            Moved = plan.Count<PlannedChange.Moved>(),
        };
    }

    private const string InsertText = """
        INSERT INTO feeds (url, host, state, definition_hash, definition, listed_title, tags, max_age, max_articles, next_poll_at, next_poll_why, next_poll_reason, added_at)
        VALUES (@Url, @host, @state, @hash, @definition, @Title, @tags, @maxAge, @MaxArticles, @due, 'new', 'New', @now)
        """;

    /// <summary>
    /// A shorter interval counts at once, but beats nothing that publisher, back-off or floor ask for; a longer one counts from the next poll
    /// on. A feed that came back is due when it was, or now. Where it has moved to is forgotten when it has secrets to keep now.
    /// </summary>
    private const string UpdateText = """
        UPDATE feeds SET definition_hash = @hash, definition = @definition, listed_title = @Title, tags = @tags, replaced_by = NULL,
          max_age = @maxAge, max_articles = @MaxArticles,
          host = CASE WHEN moved_used = 1 AND @secrets = 0 THEN host ELSE @host END,
          etag = CASE WHEN moved_used = 1 AND @secrets = 1 THEN NULL ELSE etag END,
          last_modified = CASE WHEN moved_used = 1 AND @secrets = 1 THEN NULL ELSE last_modified END,
          moved_used = CASE WHEN @secrets = 1 THEN 0 ELSE moved_used END,
          next_poll_at = CASE WHEN failures > 0 THEN next_poll_at ELSE MIN(next_poll_at, MAX(@now, @wanted, COALESCE(not_before, 0))) END,
          next_poll_reason = CASE WHEN failures = 0 AND next_poll_at > MAX(@now, @wanted, COALESCE(not_before, 0)) THEN 'Changed' ELSE next_poll_reason END,
          next_poll_why = CASE WHEN failures = 0 AND next_poll_at > MAX(@now, @wanted, COALESCE(not_before, 0)) THEN 'changed in its list' ELSE next_poll_why END,
          state = CASE WHEN paused_at IS NOT NULL THEN 'paused' ELSE @state END
        WHERE url = @Url
        """;

    /// <summary>
    /// Articles, keys and fingerprints stay; what the old URL taught does not. What its host asked for holds on the same host only.
    /// </summary>
    private const string Move = """
        UPDATE feeds SET url = @Url, etag = NULL, last_modified = NULL, validators_origin = NULL,
          failures = 0, failure_class = NULL, failure_reason = NULL, gone_since = NULL, gone_at = NULL,
          moved_to = NULL, moved_used = 0, moving_to = NULL, moving_since = NULL,
          not_before = CASE WHEN host = @host THEN not_before END,
          next_poll_at = MAX(@now, CASE WHEN host = @host THEN COALESCE(not_before, 0) ELSE 0 END),
          next_poll_reason = 'Changed', next_poll_why = 'its URL changed in its list'
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

    private static List<StoredFeed> Stored(DbConnection connection, DbTransaction? transaction) => connection.Query<StoredFeed>(
        "SELECT id, url, state, title, listed_title, definition, replaced_by, last_poll_at, moved_to, gone_at FROM feeds", transaction: transaction).AsList();

    private static IEnumerable<(FeedDefinition Feed, DateTimeOffset? LastPollAt)> Changed(CatalogPlan plan)
    {
        foreach (var change in plan.Changes)
        {
            if (change is PlannedChange.Changed changed)
                yield return (changed.Feed, changed.Stored.LastPollAt);
            else if (change is PlannedChange.Moved moved)
                yield return (moved.Feed, (moved.Into ?? moved.Stored).LastPollAt);
        }
    }

    private TimeSpan Spread(int place) => TimeSpan.FromSeconds((double)place / polling.SpreadPerSecond);

    private void Insert(DbConnection connection, DbTransaction transaction, CatalogPlan plan, DateTimeOffset now)
    {
        using var insert = database.Repeat(
            connection, transaction, InsertText,
            ("Url", DbType.String), ("host", DbType.String), ("state", DbType.String), ("hash", DbType.Binary), ("definition", DbType.String), ("Title", DbType.String), ("tags", DbType.String),
            ("maxAge", DbType.Int64), ("MaxArticles", DbType.Int32), ("due", DbType.Int64), ("now", DbType.Int64));
        foreach (var (place, feed) in plan.Changes.OfType<PlannedChange.Added>().Select(added => added.Feed).Index())
        {
            var definition = FeedDefinitionJson.Of(feed);
            insert.Run(
                feed.Url, HostName.Of(new Uri(feed.Url)), State(feed), Hash128.Of(definition).ToBytes(), definition, feed.Title, StorageJson.Readable(feed.Tags),
                MaxAge(feed), feed.MaxArticles, (now + Spread(place)).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
        }
    }

    private void Update(DbConnection connection, DbTransaction transaction, CatalogPlan plan, DateTimeOffset now)
    {
        using var update = database.Repeat(
            connection, transaction, UpdateText,
            ("Url", DbType.String), ("host", DbType.String), ("state", DbType.String), ("hash", DbType.Binary), ("definition", DbType.String), ("Title", DbType.String), ("tags", DbType.String),
            ("maxAge", DbType.Int64), ("MaxArticles", DbType.Int32), ("secrets", DbType.Int32), ("now", DbType.Int64), ("wanted", DbType.Int64));
        foreach (var (feed, lastPollAt) in Changed(plan))
        {
            var definition = FeedDefinitionJson.Of(feed);
            var wanted = lastPollAt is { } last ? _schedule.Next(feed, last) : now;
            update.Run(
                feed.Url, HostName.Of(new Uri(feed.Url)), State(feed), Hash128.Of(definition).ToBytes(), definition, feed.Title, StorageJson.Readable(feed.Tags),
                MaxAge(feed), feed.MaxArticles, feed.IsBoundToOrigin ? 1 : 0, now.ToUnixTimeMilliseconds(), wanted.ToUnixTimeMilliseconds());
        }
    }

    private static string State(FeedDefinition feed) => feed.Enabled ? "active" : "paused";

    private static long? MaxAge(FeedDefinition feed) => feed.MaxAge is { } age ? (long)age.TotalMilliseconds : null;
}
