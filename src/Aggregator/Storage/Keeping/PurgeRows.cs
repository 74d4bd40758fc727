using System.Data.Common;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Keeping;

/// <summary>Removes articles with all that hangs on them. Their keys stay.</summary>
internal sealed class PurgeRows(Database database, DbConnection connection, DbTransaction transaction)
{
    private const string Ids = "(SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j)";

    /// <summary>Whatever refers to articles, before the articles themselves.</summary>
    private static readonly string[] Statements =
    [
        $"DELETE FROM revisions WHERE article_id IN {Ids}",
        $"DELETE FROM story_members WHERE article_id IN {Ids}",
        "UPDATE stories SET members = (SELECT COUNT(*) FROM story_members m WHERE m.story_id = stories.id) WHERE id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@stories) j)",
        "DELETE FROM stories WHERE members = 0 AND id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@stories) j)",
        """
        UPDATE stories SET representative_id =
          (SELECT a.id FROM story_members m JOIN articles a ON a.id = m.article_id WHERE m.story_id = stories.id ORDER BY a.published_at, a.id LIMIT 1)
        WHERE id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@stories) j)
        """,
        $"DELETE FROM account_articles WHERE article_id IN {Ids}",
        $"DELETE FROM article_sources WHERE article_id IN {Ids}",
        $"DELETE FROM articles WHERE id IN {Ids}",
    ];

    /// <summary>Nobody else adds to these articles, or to stories, until the transaction ends.</summary>
    public void Lock(IEnumerable<long> articles)
    {
        var links = connection.Query<byte[]>(
            $"SELECT k.hash FROM article_sources s JOIN article_keys k ON k.feed_id = s.feed_id AND k.kind = {(int)KeyKind.Link} AND k.hash = s.link_hash WHERE s.article_id IN {Ids}",
            new { ids = StorageJson.Numbers(articles) },
            transaction);
        database.LockLinks(connection, transaction, links.Select(hash => Hash128.Read(hash)));
        database.LockStories(connection, transaction);
    }

    /// <summary>Tells consumers.</summary>
    public void Announce(IReadOnlyCollection<long> articles, ChangeRows changes, DateTimeOffset now)
    {
        foreach (var (id, feed, revision) in connection.Query<Purged>(
            $"SELECT id, feed_id AS feed, revision FROM articles WHERE id IN {Ids} ORDER BY id", new { ids = StorageJson.Numbers(articles) }, transaction))
        {
            changes.Add("removed", id, feed, revision, now);
        }
    }

    /// <summary>Without telling anybody.</summary>
    public void Delete(IReadOnlyCollection<long> articles)
    {
        if (articles.Count == 0)
            return;
        var ids = StorageJson.Numbers(articles);
        var stories = StorageJson.Numbers(connection.Query<long>($"SELECT DISTINCT story_id FROM story_members WHERE article_id IN {Ids}", new { ids }, transaction));
        foreach (var statement in Statements)
            connection.Execute(statement, new { ids, stories }, transaction);
        new SearchRows(database.Search, connection, transaction).Remove(articles);
    }

    internal sealed record Purged(long Id, long Feed, long Revision);
}
