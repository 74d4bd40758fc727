using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Makes the feeds table say what the lists say. Feeds that left the lists are retired; their articles stay.</summary>
internal sealed class CatalogStore(Database database, PollingOptions polling)
{
    public AppliedCatalog Apply(Catalog catalog, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        database.LockLists(connection, transaction);
        var stored = connection.Query<(long Id, string Url, byte[] Hash, string State)>(
            "SELECT id, url, definition_hash, state FROM feeds", transaction: transaction).ToDictionary(f => f.Url, StringComparer.Ordinal);

        var added = new List<FeedDefinition>();
        var changed = new List<FeedDefinition>();
        foreach (var feed in catalog.Feeds)
        {
            if (!stored.Remove(feed.Url, out var row))
                added.Add(feed);
            else if (row.State == Retired || Hash128.Read(row.Hash) != FeedDefinitionHash.Of(feed))
                changed.Add(feed);
        }
        var retired = stored.Values.Where(f => f.State != Retired).Select(f => f.Id).ToList();

        connection.Execute(Insert, added.Select((feed, place) => Row(feed, now + Spread(place))), transaction);
        connection.Execute(Update, changed.Select(feed => Row(feed, now)), transaction);
        connection.Execute("UPDATE feeds SET state = 'retired' WHERE id = @id", retired.Select(id => new { id }), transaction);
        transaction.Commit();
        return new AppliedCatalog(added.Count, changed.Count, retired.Count);
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

    private const string Retired = "retired";

    private const string Insert = """
        INSERT INTO feeds (url, host, state, definition_hash, listed_title, tags, next_poll_at, next_poll_why, added_at)
        VALUES (@Url, @host, @state, @hash, @Title, @tags, @due, 'new', @now)
        """;

    /// <summary>A shorter interval counts at once, a longer one from the next poll on; a feed that came back is due when it was, or now.</summary>
    private const string Update = """
        UPDATE feeds SET host = @host, definition_hash = @hash, listed_title = @Title, tags = @tags,
          next_poll_at = CASE WHEN failures > 0 THEN next_poll_at
            ELSE MIN(next_poll_at, MAX(@now, COALESCE(last_poll_at + @interval, @now))) END,
          state = @state
        WHERE url = @Url
        """;

    private TimeSpan Spread(int place) => TimeSpan.FromSeconds((double)place / polling.SpreadPerSecond);

    private object Row(FeedDefinition feed, DateTimeOffset due) => new
    {
        feed.Url,
        host = HostName.Of(new Uri(feed.Url)),
        state = feed.Enabled ? "active" : "paused",
        hash = FeedDefinitionHash.Of(feed).ToBytes(),
        feed.Title,
        tags = JsonSerializer.Serialize(feed.Tags, StorageJson.Columns.IEnumerableString),
        due,
        now = due,
        interval = (long)(feed.Interval ?? polling.Interval).TotalMilliseconds,
    };
}
