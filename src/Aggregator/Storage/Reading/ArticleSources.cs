using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>Reads which feeds carried an article.</summary>
internal sealed class ArticleSources(Database database)
{
    /// <summary>The first one first.</summary>
    public IReadOnlyList<ArticleSource> Of(long article)
    {
        using var connection = database.Open();
        return connection.Query<ArticleSource>(
            """
            SELECT s.feed_id, COALESCE(f.listed_title, f.title, f.url) AS feed_name, f.url AS feed_url, s.guid, s.url, s.seen_at
            FROM article_sources s JOIN feeds f ON f.id = s.feed_id WHERE s.article_id = @article ORDER BY s.seen_at, s.feed_id
            """,
            new { article }).AsList();
    }
}
