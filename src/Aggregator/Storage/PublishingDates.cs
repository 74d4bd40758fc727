using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads when the articles of the active feeds were published, in order, for simulations.</summary>
internal sealed class PublishingDates(Database database)
{
    public IReadOnlyList<PublishingDate> Since(DateTimeOffset instant)
    {
        using var connection = database.Open();
        return connection.Query<PublishingDate>(
            """
            SELECT s.feed_id, f.host, a.published_at AS at
            FROM article_sources s JOIN feeds f ON f.id = s.feed_id JOIN articles a ON a.id = s.article_id
            WHERE f.state = 'active' AND a.published_at >= @instant
            ORDER BY at
            """,
            new { instant }).AsList();
    }
}
