using System.Data.Common;
using System.Globalization;
using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Turns decisions about stories into rows. One decision after the other: most articles have none.</summary>
internal sealed class StoryWriter(DbConnection connection, DbTransaction transaction, ChangeRows changes) : IDisposable
{
    private readonly JsonRows _members = new();

    public void Write(StoryDecision decision, StoryArticle article)
    {
        var now = article.SeenAt;
        if (decision.IsNew)
        {
            connection.Execute(
                "INSERT INTO stories (id, representative_id, members, began_at, changed_at) VALUES (@Story, @Story, 0, @now, @now)",
                new { decision.Story, now },
                transaction);
        }
        foreach (var lost in decision.Absorbed)
            Absorb(lost, decision.Story, now);
        foreach (var member in decision.Members)
        {
            _members.Begin().Add(member.Article.Id).Add(member.Reason.ToString()).Add((long)(member.Score * 1000));
            _members.Add(member.Match?.ToString(CultureInfo.InvariantCulture)).End();
        }
        var added = _members.Count;
        var rows = _members.Take();
        connection.Execute(InsertMembers, new { rows, decision.Story, now }, transaction);
        connection.Execute(UpdateStory, new { rows, decision.Story, now, added }, transaction);
    }

    public void Dispose() => _members.Dispose();

    /// <summary>Consumers are told: the story that ended, and the one that it is now.</summary>
    private void Absorb(long lost, long into, DateTimeOffset now)
    {
        var (article, feed, revision) = connection.QuerySingle<(long, long, long)>(
            "SELECT a.id, a.feed_id, a.revision FROM stories s JOIN articles a ON a.id = s.representative_id WHERE s.id = @lost", new { lost }, transaction);
        changes.Add("merged", article, feed, revision, now, string.Create(CultureInfo.InvariantCulture, $"{{\"story\":{lost},\"into\":{into}}}"));
        connection.Execute(MergeStories, new { lost, into, now }, transaction);
        connection.Execute("UPDATE story_members SET story_id = @into WHERE story_id = @lost", new { lost, into }, transaction);
        connection.Execute("DELETE FROM stories WHERE id = @lost", new { lost }, transaction);
    }

    private const string MergeStories = """
        UPDATE stories SET changed_at = @now, members = members + (SELECT members FROM stories WHERE id = @lost),
          representative_id = (SELECT a.id FROM stories s JOIN articles a ON a.id = s.representative_id WHERE s.id IN (@lost, @into)
            ORDER BY a.published_at, a.id LIMIT 1)
        WHERE id = @into
        """;

    private const string InsertMembers = """
        INSERT INTO story_members (article_id, story_id, reason, score, match_id, joined_at)
        SELECT CAST(r.value ->> 0 AS BIGINT), @Story, r.value ->> 1, CAST(r.value ->> 2 AS BIGINT) / 1000.0, CAST(r.value ->> 3 AS BIGINT), @now
        FROM json_each(@rows) r
        """;

    private const string UpdateStory = """
        UPDATE stories SET changed_at = @now, members = members + @added, representative_id = (SELECT a.id FROM articles a
          WHERE a.id = stories.representative_id OR a.id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r)
          ORDER BY a.published_at, a.id LIMIT 1)
        WHERE id = @Story
        """;
}
