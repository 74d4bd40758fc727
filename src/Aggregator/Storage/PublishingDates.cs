using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads when the articles of the active feeds were published, in order, for simulations. Each feed has a row at least.</summary>
internal sealed class PublishingDates(Database database)
{
    public IReadOnlyList<PublishingDate> Since(DateTimeOffset instant)
    {
        using var connection = database.Open();
        return connection.Query<PublishingDate>(
            """
            SELECT f.id AS feed_id, f.host, a.published_at AS at
            FROM feeds f
            LEFT JOIN article_sources s ON s.feed_id = f.id
            LEFT JOIN articles a ON a.id = s.article_id AND a.published_at >= @instant
            WHERE f.state = 'active'
            ORDER BY at
            """,
            new { instant }).AsList();
    }
}
