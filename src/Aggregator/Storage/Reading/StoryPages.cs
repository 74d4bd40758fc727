using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>Lists stories, the last changed first, with their members.</summary>
internal sealed class StoryPages(Database database)
{
    /// <param name="after">The last story of the page before.</param>
    /// <param name="since">Changed at or after.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<StorySummary> Read(ArticlePlace? after, DateTimeOffset? since, int limit) => Read(
        $"WHERE true{(after is null ? "" : " AND (s.changed_at, s.id) < (@at, @id)")}{(since is null ? "" : " AND s.changed_at >= @since")}",
        after?.PublishedAt, after?.Id, since, null, limit);

    public StorySummary? Find(long story) => Read("WHERE s.id = @story", null, null, null, story, limit: 1).SingleOrDefault();

    private List<StorySummary> Read(string condition, DateTimeOffset? at, long? id, DateTimeOffset? since, long? story, int limit)
    {
        using var connection = database.Open();
        var stories = connection.Query<StorySummary>(
            $"""
            SELECT s.id, s.representative_id, a.title, a.url, a.published_at, s.changed_at,
              (SELECT COUNT(DISTINCT o.feed_id) FROM story_members m JOIN article_sources o ON o.article_id = m.article_id WHERE m.story_id = s.id) AS sources
            FROM stories s JOIN articles a ON a.id = s.representative_id
            {condition} ORDER BY s.changed_at DESC, s.id DESC LIMIT @limit
            """,
            new { at, id, since, story, limit }).AsList();
        var members = connection.Query<StoryMemberRow>(
            """
            SELECT m.story_id, m.article_id, a.title, a.url, COALESCE(f.listed_title, f.title, f.url) AS feed_name, a.published_at, m.reason, m.score, m.match_id
            FROM json_each(@ids) j JOIN story_members m ON m.story_id = CAST(j.atom AS BIGINT)
            JOIN articles a ON a.id = m.article_id JOIN feeds f ON f.id = a.feed_id
            ORDER BY a.published_at, a.id
            """,
            new { ids = StorageJson.Numbers(stories.Select(story => story.Id)) }).ToLookup(member => member.StoryId);
        return stories.ConvertAll(story => story with { Members = [.. members[story.Id]] });
    }
}
