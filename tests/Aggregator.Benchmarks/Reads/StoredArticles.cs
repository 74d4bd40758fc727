using Aggregator.Benchmarks.Corpora;
using Microsoft.Data.Sqlite;

namespace Aggregator.Benchmarks.Reads;

/// <summary>Puts articles into a database as polls would have left them, without the index of words: a bulk insert takes minutes, polls would take hours.</summary>
internal static class StoredArticles
{
    private const int Bodies = 200;

    public static void Fill(string database, int articles, int feeds)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; CREATE TEMP TABLE bodies (n INTEGER PRIMARY KEY, html TEXT NOT NULL)");
        for (var n = 0; n < Bodies; n++)
            Execute(connection, "INSERT INTO bodies VALUES (@first, @html)", (n, SyntheticBody.Html(n)));
        foreach (var statement in Statements)
            Execute(connection, statement, (articles, feeds));
        Execute(connection, "PRAGMA optimize = 0x10002; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>One article a minute into the past; every tenth is in two feeds; every change is the creation of an article.</summary>
    private static readonly string[] Statements =
    [
        """
        INSERT INTO articles (id, feed_id, url, title, content, language, authors, categories, enclosures, published_at, dated, seen_at, changed_at, revision,
          content_fingerprint, revision_fingerprint)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @first)
        SELECT 1000000000 + i, 1 + (i * 7919) % @second, 'https://example.org/articles/' || i, 'What happened in the harbour, part ' || i, (SELECT html FROM bodies WHERE bodies.n = i % 200),
          CASE i % 50 WHEN 0 THEN 'de' ELSE 'en' END, '[{"name":"Ada Example"}]', '["harbour"]', '[]', 1700000000000 + i * 60000, 1, 1700000000000 + i * 60000, 1700000000000 + i * 60000, 1,
          randomblob(16), randomblob(16)
        FROM n
        """,
        "INSERT INTO article_sources (feed_id, article_id, url, seen_at, published_at) SELECT feed_id, id, url, seen_at, published_at FROM articles WHERE id > 1000000000",
        "INSERT OR IGNORE INTO article_sources (feed_id, article_id, url, seen_at, published_at) SELECT 1 + feed_id % @second, id, url, seen_at, published_at FROM articles WHERE id > 1000000000 AND id % 10 = 0",
        "UPDATE feeds SET tags = CASE id % 100 WHEN 0 THEN '[\"rare\"]' ELSE '[\"common\"]' END",
        """
        INSERT INTO changes (number, kind, article_id, feed_id, revision, at)
        SELECT (SELECT value FROM counters WHERE name = 'changes') + id - 1000000000, 'created', id, feed_id, 1, seen_at FROM articles WHERE id > 1000000000
        """,
        "UPDATE counters SET value = value + @first WHERE name = 'changes'",
        "UPDATE counters SET value = 1000000000 + @first WHERE name = 'articles'",
        // As full as after many polls: the last of each feed, and two days of hours.
        """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
        INSERT OR IGNORE INTO polls (feed_id, slot, started_at, duration_ms, outcome, status, bytes, entries, created, updated, known)
        SELECT f.id, i, f.last_poll_at - (20 - i) * 3600000, 120, CASE i % 4 WHEN 0 THEN 'Changed' ELSE 'NotModified' END, CASE i % 4 WHEN 0 THEN 200 ELSE 304 END, 12000, 20, i % 4, 0, 0
        FROM feeds f, n WHERE f.last_poll_at IS NOT NULL
        """,
        "UPDATE feeds SET daily_articles = id % 97, daily_bytes = id * 1000, delay_log = id % 12",
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 48), m (d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM m WHERE d < 40)
        INSERT OR IGNORE INTO tallies (hour, name, number) SELECT unixepoch() / 3600 - i, CASE d WHEN 0 THEN 'created' ELSE 'delay.' || d END, i + d FROM n, m
        """,
        // What the polls brought is too much alike: its stories have thousands of members.
        "DELETE FROM story_members",
        "DELETE FROM stories",
        // Every twentieth article is told by two more; the last 3,000 stories are of today.
        """
        INSERT INTO stories (id, representative_id, members, began_at, changed_at)
        SELECT id, id, 3, published_at, CASE WHEN id > 1000000000 + @first - 60000 THEN unixepoch() * 1000 - (id % 1000) * 60000 ELSE published_at END
        FROM articles WHERE id > 1000000000 AND id % 20 = 0 AND id <= 1000000000 + @first - 2
        """,
        """
        INSERT INTO story_members (article_id, story_id, reason, score, match_id, joined_at)
        SELECT s.id + n.k, s.id, CASE n.k WHEN 0 THEN 'First' ELSE 'NearDuplicate' END, 1, CASE n.k WHEN 0 THEN NULL ELSE s.id END, s.changed_at
        FROM stories s, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2) n WHERE s.id > 1000000000
        """,
        // Planned by the interval of the poll that made them; from now on by that of the daemon that is measured.
        "UPDATE feeds SET next_poll_at = 0, not_before = NULL",
    ];

    private static void Execute<T>(SqliteConnection connection, string sql, (int First, T Second) values)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this program
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 3_600;
        command.Parameters.AddWithValue("@first", values.First);
        command.Parameters.AddWithValue(sql.Contains("@html", StringComparison.Ordinal) ? "@html" : "@second", values.Second);
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql) => Execute(connection, sql, (0, 0));
}
