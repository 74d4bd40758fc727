using System.Data;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Keeping;

/// <summary>Removes articles with all that hangs on them, and tells consumers. Their keys stay.</summary>
internal sealed class PurgeRows(IDbConnection connection, IDbTransaction transaction)
{
    /// <summary>Whatever refers to articles, before the articles themselves.</summary>
    private static readonly string[] Statements =
    [
        "DELETE FROM revisions WHERE article_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r)",
        """
        UPDATE stories SET members = members - (SELECT COUNT(*) FROM story_members m WHERE m.story_id = stories.id AND m.article_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r))
        WHERE id IN (SELECT m.story_id FROM json_each(@rows) r JOIN story_members m ON m.article_id = CAST(r.value ->> 0 AS BIGINT))
        """,
        "DELETE FROM story_members WHERE article_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r)",
        "DELETE FROM stories WHERE members = 0",
        """
        UPDATE stories SET representative_id = (SELECT a.id FROM story_members m JOIN articles a ON a.id = m.article_id WHERE m.story_id = stories.id ORDER BY a.published_at, a.id LIMIT 1)
        WHERE representative_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r)
        """,
        "DELETE FROM article_sources WHERE article_id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r)",
        "DELETE FROM articles WHERE id IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r)",
    ];

    public void Remove(IReadOnlyCollection<long> articles, DateTimeOffset now)
    {
        if (articles.Count == 0)
            return;
        Announce(articles, now);
        Delete(articles);
    }

    /// <summary>Without telling anybody: the caller does.</summary>
    public void Delete(IReadOnlyCollection<long> articles)
    {
        using var list = new JsonRows();
        foreach (var article in articles)
            list.Begin().Add(article).End();
        var rows = list.Take();
        foreach (var statement in Statements)
            connection.Execute(statement, new { rows }, transaction);
        new SearchRows(connection, transaction).Remove(articles);
    }

    private void Announce(IEnumerable<long> articles, DateTimeOffset now)
    {
        var counters = Counters.Read(connection, transaction);
        using var changes = new JsonRows();
        foreach (var article in articles)
            changes.Begin().Add(counters.NextChange()).Add(article).End();
        connection.Execute(
            """
            INSERT INTO changes (number, kind, article_id, feed_id, revision, at)
            SELECT CAST(r.value ->> 0 AS BIGINT), 'removed', a.id, a.feed_id, a.revision, @now
            FROM json_each(@rows) r JOIN articles a ON a.id = CAST(r.value ->> 1 AS BIGINT)
            """,
            new { rows = changes.Take(), now },
            transaction);
        counters.Write(connection, transaction);
    }
}
