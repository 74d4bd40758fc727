using System.Data;
using System.Data.Common;
using System.Globalization;
using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Turns decisions about stories into rows. One decision after the other: most articles have none.</summary>
internal sealed class StoryWriter(Database database, DbConnection connection, DbTransaction transaction, ChangeRows changes) : IDisposable
{
    private readonly RepeatedStatement _stories = database.Repeat(
        connection, transaction, "INSERT INTO stories (id, representative_id, members, began_at, changed_at) VALUES (@story, @story, 0, @now, @now)",
        ("story", DbType.Int64), ("now", DbType.Int64));

    private readonly RepeatedStatement _members = database.Repeat(
        connection, transaction,
        "INSERT INTO story_members (article_id, story_id, reason, score, match_id, joined_at) VALUES (@article, @story, @reason, @score, @match, @now)",
        ("article", DbType.Int64), ("story", DbType.Int64), ("reason", DbType.String), ("score", DbType.Double), ("match", DbType.Int64), ("now", DbType.Int64));

    private readonly RepeatedStatement _counts = database.Repeat(
        connection, transaction,
        """
        UPDATE stories SET changed_at = @now, members = members + 1, representative_id = (SELECT a.id FROM articles a
          WHERE a.id IN (stories.representative_id, @article) ORDER BY a.published_at, a.id LIMIT 1)
        WHERE id = @story
        """,
        ("story", DbType.Int64), ("article", DbType.Int64), ("now", DbType.Int64));

    public void Write(StoryDecision decision, StoryArticle article)
    {
        var now = article.SeenAt;
        if (decision.IsNew)
            _stories.Run(decision.Story, now.ToUnixTimeMilliseconds());
        foreach (var lost in decision.Absorbed)
            Absorb(lost, decision.Story, now);
        foreach (var member in decision.Members)
        {
            _members.Run(member.Article.Id, decision.Story, member.Reason.ToString(), member.Score, member.Match, now.ToUnixTimeMilliseconds());
            _counts.Run(decision.Story, member.Article.Id, now.ToUnixTimeMilliseconds());
        }
    }

    public void Dispose()
    {
        _stories.Dispose();
        _members.Dispose();
        _counts.Dispose();
    }

    /// <summary>Consumers are told: the story that ended, and the one that it is now.</summary>
    private void Absorb(long lost, long into, DateTimeOffset now)
    {
        var (article, feed, revision) = connection.QuerySingle<Teller>(
            "SELECT a.id AS article, a.feed_id AS feed, a.revision FROM stories s JOIN articles a ON a.id = s.representative_id WHERE s.id = @lost", new { lost }, transaction);
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

    internal sealed record Teller(long Article, long Feed, long Revision);
}
