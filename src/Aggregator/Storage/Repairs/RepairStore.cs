using System.Data.Common;
using System.Globalization;
using Aggregator.Deduplicating;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Repairs;

/// <summary>What people do when two articles were taken for one, or one for two. Each is one transaction, a change in the stream, and written down.</summary>
internal sealed class RepairStore(Database database)
{
    public IReadOnlyList<RepairRow> Of(long article)
    {
        using var connection = database.Open();
        return connection.Query<RepairRow>(
            "SELECT kind, article_id, feed_id, other_id, at, times, evidence FROM repairs WHERE article_id = @article ORDER BY at, kind", new { article }).AsList();
    }

    /// <summary>
    /// What one feed carries becomes an article of its own, which that feed's next poll brings up to date. With a guid only the entry of that name does, for entries
    /// of one feed that were taken for one.
    /// </summary>
    public RepairOutcome Split(long article, long feed, string? guid, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        new PurgeRows(database, connection, transaction).Lock([article]);
        var feeds = connection.Query<long>("SELECT feed_id FROM article_sources WHERE article_id = @article ORDER BY seen_at, feed_id", new { article }, transaction).AsList();
        if (!feeds.Contains(feed))
            return Refused($"article {article} is not carried by that feed, or is not there.");
        if (guid is null && feeds.Count == 1)
            return Refused($"article {article} is carried by that feed alone; name the entry that is another article by --guid.");
        var key = guid is null ? null : ArticleKey.OfGuid(guid).Hash.ToBytes();
        if (key is not null && connection.ExecuteScalar<long>("SELECT COUNT(*) FROM article_keys WHERE article_id = @article AND feed_id = @feed AND kind = 1 AND hash = @key", new { article, feed, key = new Blob(key) }, transaction) == 0)
            return Refused($"that feed never gave article {article} the guid '{guid}'.");

        var counters = new Counters(database, connection, transaction);
        var changes = new ChangeRows(database, connection, transaction, counters);
        var id = counters.NextArticle();
        connection.Execute(CopyArticle, new { id, article, feed, now }, transaction);
        connection.Execute(key is null ? MoveKeys : MoveKey, new { id, article, feed, key = new Blob(key) }, transaction);
        connection.Execute(key is null ? MoveSource : CopySource, new { id, article, feed, guid, key = new Blob(key), now }, transaction);
        if (key is null)
            connection.Execute("UPDATE articles SET feed_id = @other WHERE id = @article AND feed_id = @feed", new { article, feed, other = feeds.Find(f => f != feed) }, transaction);
        // So that the text of each comes from its own feeds again: that of the first may be the text of the one that leaves.
        connection.Execute(PollAgain, new { article, feed }, transaction);
        changes.Add("created", id, feed, 1, now);
        new SearchRows(database.Search, connection, transaction).ReadAgain([article, id]);
        Record(connection, transaction, "split", article, feed, id, guid is null ? "{}" : System.Text.Json.JsonSerializer.Serialize(new RepairEvidence("", guid, null, null, []), StorageJson.Columns.RepairEvidence), now);
        changes.Write();
        transaction.Commit();
        return new RepairOutcome.Repaired(id);
    }

    /// <summary>Two articles become the first: its text and date stay, and it is known under all names of the other.</summary>
    public RepairOutcome Merge(long article, long other, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        var rows = new PurgeRows(database, connection, transaction);
        rows.Lock([article, other]);
        if (article == other || connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles WHERE id IN (@article, @other)", new { article, other }, transaction) != 2)
            return Refused($"{article} and {other} are not two articles; 'aggregator articles --format jsonl' gives their numbers.");
        var changes = new ChangeRows(database, connection, transaction, new Counters(database, connection, transaction));
        var (feed, revision) = connection.QuerySingle<Lost>("SELECT feed_id AS feed, revision FROM articles WHERE id = @other", new { other }, transaction);
        changes.Add("merged", other, feed, revision, now, string.Create(CultureInfo.InvariantCulture, $"{{\"article\":{other},\"into\":{article}}}"));
        connection.Execute(MergeKeys, new { article, other }, transaction);
        connection.Execute(MergeSources, new { article, other }, transaction);
        rows.Delete([other]);
        new SearchRows(database.Search, connection, transaction).ReadAgain([article]);
        Record(connection, transaction, "merged", article, 0, other, "{}", now);
        changes.Write();
        transaction.Commit();
        return new RepairOutcome.Repaired(article);
    }

    private static RepairOutcome.Refused Refused(FormattableString reason) => new(reason.ToString(CultureInfo.InvariantCulture));

    internal static void Record(DbConnection connection, DbTransaction transaction, string kind, long article, long feed, long other, string evidence, DateTimeOffset now) =>
        connection.Execute(
            """
            INSERT INTO repairs (kind, article_id, feed_id, other_id, at, evidence) VALUES (@kind, @article, @feed, @other, @now, @evidence)
            ON CONFLICT (kind, article_id, feed_id, other_id) DO UPDATE SET at = excluded.at, times = repairs.times + 1
            """,
            new { kind, article, feed, other, now, evidence },
            transaction);

    private const string CopyArticle = """
        INSERT INTO articles (id, feed_id, url, title, summary, content, language, image_url, comments_url, authors, categories, enclosures, extra,
          published_at, dated, updated_at, seen_at, changed_at, revision, content_fingerprint, revision_fingerprint)
        SELECT @id, @feed, COALESCE((SELECT s.url FROM article_sources s WHERE s.feed_id = @feed AND s.article_id = @article), url), title, summary, content, language,
          image_url, comments_url, authors, categories, enclosures, extra, published_at, dated, updated_at, @now, @now, 1, content_fingerprint, revision_fingerprint
        FROM articles WHERE id = @article
        """;

    private const string MoveKeys = "UPDATE article_keys SET article_id = @id WHERE feed_id = @feed AND article_id = @article";

    private const string MoveKey = "UPDATE article_keys SET article_id = @id WHERE feed_id = @feed AND kind = 1 AND hash = @key AND article_id = @article";

    private const string MoveSource = "UPDATE article_sources SET article_id = @id WHERE feed_id = @feed AND article_id = @article";

    private const string CopySource = "INSERT INTO article_sources (feed_id, article_id, guid_hash, guid, seen_at) VALUES (@feed, @id, @key, @guid, @now)";

    private const string PollAgain = """
        UPDATE feeds SET fingerprints = NULL, document_memory = NULL, body_hash = NULL, etag = NULL, last_modified = NULL
        WHERE id = @feed OR id IN (SELECT s.feed_id FROM article_sources s WHERE s.article_id = @article)
        """;

    private const string MergeKeys = """
        UPDATE article_keys SET article_id = @article
        WHERE article_id = @other AND feed_id IN (SELECT s.feed_id FROM article_sources s WHERE s.article_id = @other)
        """;

    private const string MergeSources = """
        UPDATE article_sources SET article_id = @article
        WHERE article_id = @other AND NOT EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = @article AND s.feed_id = article_sources.feed_id)
        """;

    internal sealed record Lost(long Feed, long Revision);
}
