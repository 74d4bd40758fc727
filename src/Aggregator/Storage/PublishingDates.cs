using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads when the articles of feeds were published, in order, for simulations.</summary>
internal sealed class PublishingDates(Database database)
{
    public IReadOnlyList<PublishingDate> Since(DateTimeOffset instant)
    {
        using var connection = database.Open();
        return connection.Query<PublishingDate>(
            """
            SELECT s.feed_id, a.published_at AS at
            FROM article_sources s JOIN articles a ON a.id = s.article_id
            WHERE a.published_at >= @instant
            ORDER BY at
            """,
            new { instant }).AsList();
    }

    /// <summary>Every feed that was ever listed.</summary>
    public IReadOnlyList<PublishingFeed> Feeds()
    {
        using var connection = database.Open();
        return connection.Query<PublishingFeed>(
            "SELECT id, url, host, state, definition, paused_at IS NOT NULL AS is_paused_by_hand FROM feeds ORDER BY id").AsList();
    }
}
