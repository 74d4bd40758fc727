using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Aggregator.Storage.Sqlite;
using Dapper;

namespace Aggregator.Tests.Storage;

/// <summary>A database of each earlier version, with feeds, articles, revisions, changes and polls in it, is brought to today's and goes on being polled.</summary>
public sealed class EveryVersionTests : IDisposable
{
    private const string Data =
        """
        INSERT INTO feeds (id, url, host, state, definition_hash, tags, next_poll_at, next_poll_why, polls, added_at) VALUES
          (1, 'https://a.example/feed', 'a.example:443', 'active', @hash, '["news"]', 0, 'new', 3, 1);
        INSERT INTO articles (id, feed_id, url, title, content, authors, categories, enclosures, published_at, dated, seen_at, changed_at, revision, content_fingerprint, revision_fingerprint) VALUES
          (1, 1, 'https://a.example/1', 'Lighthouse repaired', '<p>The lamp turns again.</p>', '[{"name":"Ada"}]', '[]', '[]', 1000, 1, 1000, 1000, 2, @hash, @hash),
          (2, 1, 'https://a.example/2', 'Ferry delayed', '<p>Fog over the sound.</p>', '[]', '[]', '[]', 2000, 1, 2000, 2000, 1, @hash, @hash);
        INSERT INTO article_sources (feed_id, article_id, seen_at) VALUES (1, 1, 1000), (1, 2, 2000);
        INSERT INTO article_keys (feed_id, kind, hash, article_id) VALUES (1, 1, @hash, 1);
        INSERT INTO changes (number, kind, article_id, feed_id, revision, at) VALUES (1, 'created', 1, 1, 1, 1000), (2, 'updated', 1, 1, 2, 1500), (3, 'created', 2, 1, 1, 2000);
        UPDATE counters SET value = 2 WHERE name = 'articles';
        UPDATE counters SET value = 3 WHERE name = 'changes';
        INSERT INTO polls (feed_id, slot, started_at, duration_ms, outcome, status, bytes, entries, created, updated, known) VALUES (1, 0, 1000, 20, 'Changed', 200, 10, 2, 2, 0, 0);
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aggregator-test-");

    public static TheoryData<int> Versions => [.. Migrator.Scripts("Sqlite").Keys];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Data_of_each_version_is_whole_in_todays(int version)
    {
        var path = Path.Combine(_directory.FullName, "aggregator.db");
        var scripts = Migrator.Scripts("Sqlite");
        var old = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(
            new SqliteDatabase(path, new StorageOptions()), new SortedDictionary<int, string>(scripts.Where(s => s.Key <= version).ToDictionary()))).Database;
        using (var connection = old.Open())
            connection.Execute(Data, new { hash = new byte[16] });

        var database = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(new SqliteDatabase(path, new StorageOptions()))).Database;
        using (var connection = database.Open())
        {
            Assert.Equal(scripts.Keys.Max(), connection.ExecuteScalar<int>("SELECT MAX(version) FROM schema_versions"));
            Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
            Assert.Empty(connection.Query("PRAGMA foreign_key_check"));
            Assert.Equal(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM article_keys WHERE article_id = 1"));
            Assert.Equal("created updated created", string.Join(' ', connection.Query<string>("SELECT kind FROM changes ORDER BY number")));
        }
        var articles = new ArticleStore(database).Newest(new ArticleFilter());
        Assert.Equal(["Ferry delayed", "Lighthouse repaired"], articles.Select(a => a.Title));
        Assert.Equal(["Ferry delayed:1", "Lighthouse repaired:2"], articles.Select(a => $"{a.Title}:{a.Revision}"));
        Assert.Equal(3, Assert.Single(new FeedClaims(database).Claim([1], TestPolls.Noon)).State.Polls);
        while (database.SearchBacklog.ReadSome())
        {
        }
        Assert.Equal(1, Assert.Single(new SearchStore(database).Find(SearchQueryReader.Read("lamp"), new ArticleFilter(), TestPolls.Noon)).Article.Id);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
