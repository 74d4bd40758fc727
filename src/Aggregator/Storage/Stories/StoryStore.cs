using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Reads stories.</summary>
internal sealed class StoryStore(Database database)
{
    /// <summary>Those that got a member at or after an instant, of most sources first.</summary>
    public IReadOnlyList<StorySummary> Largest(DateTimeOffset? since, int limit)
    {
        using var connection = database.Open();
        var stories = connection.Query<StorySummary>(
            """
            SELECT s.id, s.representative_id, a.title, a.url, a.published_at, s.changed_at, n.sources
            FROM (SELECT m.story_id, COUNT(DISTINCT o.feed_id) AS sources
                  FROM stories t JOIN story_members m ON m.story_id = t.id JOIN article_sources o ON o.article_id = m.article_id
                  WHERE t.changed_at >= @since GROUP BY m.story_id) n
            JOIN stories s ON s.id = n.story_id
            JOIN articles a ON a.id = s.representative_id
            ORDER BY n.sources DESC, s.changed_at DESC, s.id DESC
            LIMIT @limit
            """,
            new { since = since ?? DateTimeOffset.UnixEpoch, limit }).AsList();
        using var rows = new JsonRows();
        foreach (var story in stories)
            rows.Begin().Add(story.Id).End();
        var members = connection.Query<StoryMemberRow>(
            """
            SELECT m.story_id, m.article_id, a.title, a.url, COALESCE(f.listed_title, f.title, f.url) AS feed_name, a.published_at, m.reason, m.score, m.match_id
            FROM json_each(@rows) r
            JOIN story_members m ON m.story_id = CAST(r.value ->> 0 AS BIGINT)
            JOIN articles a ON a.id = m.article_id
            JOIN feeds f ON f.id = a.feed_id
            ORDER BY a.published_at, a.id
            """,
            new { rows = rows.Take() }).ToLookup(m => m.StoryId);
        return stories.ConvertAll(story => story with { Members = [.. members[story.Id]] });
    }
}
