using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads articles.</summary>
internal sealed class ArticleStore(Database database)
{
    /// <summary>Newest first, by publishing date.</summary>
    public IReadOnlyList<ArticleRow> Newest(ArticleFilter filter)
    {
        using var connection = database.Open();
        return connection.Query<ArticleRow>(
            $"""
            {Columns}
            WHERE (@feeds IS NULL OR EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = a.id
                AND s.feed_id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@feeds) j)))
              AND (@Tag IS NULL OR EXISTS (SELECT 1 FROM article_sources s JOIN feeds t ON t.id = s.feed_id, json_each(t.tags) tag
                WHERE s.article_id = a.id AND tag.atom = @Tag)
                OR EXISTS (SELECT 1 FROM json_each(a.tags) tag WHERE tag.atom = @Tag))
              AND (@Since IS NULL OR a.published_at >= @Since)
            ORDER BY a.published_at DESC, a.id DESC
            LIMIT @Limit
            """,
            new
            {
                feeds = filter.Feeds is null ? null : StorageJson.Numbers(filter.Feeds),
                filter.Tag,
                filter.Since,
                filter.Limit,
            }).AsList();
    }

    /// <summary>Those of the numbers that there are, in any order.</summary>
    public IReadOnlyList<ArticleRow> ByIds(IReadOnlyCollection<long> ids)
    {
        using var connection = database.Open();
        return connection.Query<ArticleRow>(
            $"{Columns} WHERE a.id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j)",
            new { ids = StorageJson.Numbers(ids) }).AsList();
    }

    private const string Columns = """
        SELECT a.id, a.url, a.title, a.summary, a.content, ft.content AS full_text, a.language, a.image_url, a.comments_url, a.authors, a.categories, a.enclosures,
          a.published_at, a.updated_at, a.seen_at, a.changed_at, a.revision, a.feed_id,
          COALESCE(f.listed_title, f.title, f.url) AS feed_name, f.url AS feed_url, a.tags AS own_tags,
          CASE a.tags WHEN '[]' THEN f.tags ELSE
            (SELECT json_group_array(tag.atom) FROM (SELECT o.atom FROM json_each(f.tags) o UNION SELECT n.atom FROM json_each(a.tags) n ORDER BY 1) tag) END AS tags,
          m.story_id, m.reason AS story_reason, COALESCE(m.score, 0.0) AS story_score
        FROM articles a JOIN feeds f ON f.id = a.feed_id LEFT JOIN story_members m ON m.article_id = a.id
          LEFT JOIN full_texts ft ON ft.article_id = a.id
        """;
}
