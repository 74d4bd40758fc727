using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Deliveries;

/// <summary>
/// Keeps which pages are wanted and what was found on them. It follows the stream of changes by a cursor of its own: polls neither know nor wait, and
/// what a crash cuts off is done again.
/// </summary>
internal sealed class FullTextStore(Database database)
{
    /// <summary>Stands in the detail of the change that tells of a text, so that it is not taken for an edit of the article.</summary>
    public const string Detail = """{"fullText":true}""";

    private const string Follower = "full-text";
    private const int PageSize = 200;

    private readonly ChangeReader _changes = new(database);

    /// <summary>The first time: what comes from now on.</summary>
    public void Begin()
    {
        var last = _changes.Last();
        using var connection = database.Open();
        connection.Execute("INSERT INTO cursors (name, number) VALUES (@Follower, @last) ON CONFLICT DO NOTHING", new { Follower, last });
    }

    /// <summary>Looks through one page of changes and notes the pages that are wanted; false when there was no change.</summary>
    /// <param name="isWanted">Of the URL of a feed, whether it wants full texts.</param>
    /// <param name="hostOf">Of the URL of a page, what politeness is counted by; null when it cannot be fetched.</param>
    /// <param name="now">When they are due.</param>
    public bool Follow(Func<string, bool> isWanted, Func<string, string?> hostOf, DateTimeOffset now)
    {
        using var connection = database.Open();
        var cursor = connection.ExecuteScalar<long?>("SELECT number FROM cursors WHERE name = @Follower", new { Follower }) ?? 0;
        var page = _changes.Page(cursor, PageSize);
        if (page.Count == 0)
            return false;
        using var wanted = new JsonRows();
        var gone = new List<long>();
        foreach (var (change, article) in page.Where(c => c.Change.Detail != Detail).DistinctBy(c => c.Change.ArticleId))
        {
            if (article is null)
                gone.Add(change.ArticleId);
            else if (article.Url is { } url && isWanted(article.FeedUrl) && hostOf(url) is { } host)
                wanted.Begin().Add(article.Id).Add(article.Revision).Add(article.FeedId).Add(url).Add(host).End();
        }
        using var transaction = connection.BeginTransaction();
        if (wanted.Count > 0)
            connection.Execute(Upsert, new { rows = wanted.Take(), now }, transaction);
        if (gone.Count > 0)
            connection.Execute("DELETE FROM full_texts WHERE article_id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@gone) j)", new { gone = StorageJson.Numbers(gone) }, transaction);
        connection.Execute("UPDATE cursors SET number = @to WHERE name = @Follower AND number = @cursor", new { Follower, cursor, to = page[^1].Change.Number }, transaction);
        transaction.Commit();
        return true;
    }

    /// <summary>Pages that are due, of each host the one that has waited longest; none of hosts that are to be left alone or are busy.</summary>
    public IReadOnlyList<PageTask> Due(DateTimeOffset now, int limit, IEnumerable<string> busy)
    {
        using var connection = database.Open();
        return connection.Query<PageTask>(
            """
            SELECT due.article_id, due.revision, due.feed_id, f.url AS feed_url, due.url, due.host, due.tries, COALESCE(h.failures, 0) AS host_failures
            FROM (
              SELECT t.article_id, t.revision, t.feed_id, t.url, t.host, t.tries, t.next_try_at, ROW_NUMBER() OVER (PARTITION BY t.host ORDER BY t.next_try_at, t.article_id) AS place
              FROM full_texts t LEFT JOIN hosts th ON th.host = t.host
              WHERE t.next_try_at <= @now AND COALESCE(th.not_before, 0) <= @now
                AND t.host NOT IN (SELECT b.atom FROM json_each(@busy) b)
            ) due
            JOIN feeds f ON f.id = due.feed_id
            LEFT JOIN hosts h ON h.host = due.host
            WHERE due.place = 1
            ORDER BY due.next_try_at, due.article_id
            LIMIT @limit
            """,
            new { now, limit, busy = StorageJson.Texts(busy) }).AsList();
    }

    /// <summary>Keeps the text beside the feed's and tells consumers, in one transaction. Nothing when the article is gone, or was edited meanwhile.</summary>
    public void Complete(PageTask page, string content, HostHold? pace, DateTimeOffset now)
    {
        database.Repeat(() =>
        {
            using var connection = database.Open();
            using var transaction = connection.BeginTransaction();
            var changes = new ChangeRows(database, connection, transaction, new Counters(database, connection, transaction));
            var known = connection.ExecuteScalar<string?>("SELECT content FROM full_texts WHERE article_id = @ArticleId", page, transaction);
            var isKept = connection.Execute(
                """
                UPDATE full_texts SET content = @content, fetched_at = @now, tries = @tries, next_try_at = NULL, reason = NULL
                WHERE article_id = @ArticleId AND revision = @Revision AND EXISTS (SELECT 1 FROM articles a WHERE a.id = @ArticleId)
                """,
                new { content, now, tries = page.Tries + 1, page.ArticleId, page.Revision },
                transaction) == 1;
            WriteHold(connection, transaction, pace, now);
            if (isKept && known != content)
            {
                connection.Execute("UPDATE articles SET changed_at = @now WHERE id = @ArticleId", new { now, page.ArticleId }, transaction);
                changes.Add("updated", page.ArticleId, page.FeedId, page.Revision, now, Detail);
            }
            changes.Write();
            transaction.Commit();
            return true;
        });
    }

    /// <summary>No text this time; without a next try, never. What was found of an earlier revision stays.</summary>
    public void Fail(PageTask page, string reason, DateTimeOffset? nextTryAt, HostHold? hold, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "UPDATE full_texts SET tries = @tries, next_try_at = @nextTryAt, reason = @reason WHERE article_id = @ArticleId AND revision = @Revision",
            new { tries = page.Tries + 1, nextTryAt, reason, page.ArticleId, page.Revision },
            transaction);
        WriteHold(connection, transaction, hold, now);
        transaction.Commit();
    }

    private static void WriteHold(DbConnection connection, DbTransaction transaction, HostHold? hold, DateTimeOffset now)
    {
        if (hold is not null)
            HostRows.Write(connection, transaction, hold, now);
    }

    private const string Upsert = """
        INSERT INTO full_texts (article_id, revision, feed_id, url, host, next_try_at)
        SELECT CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT), r.value ->> 3, r.value ->> 4, @now
        FROM json_each(@rows) r WHERE 1 = 1
        ON CONFLICT (article_id) DO UPDATE SET revision = excluded.revision, feed_id = excluded.feed_id, url = excluded.url, host = excluded.host,
          next_try_at = excluded.next_try_at, tries = 0
        WHERE full_texts.revision <> excluded.revision OR full_texts.url <> excluded.url
        """;
}
