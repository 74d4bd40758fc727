using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Aggregator.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aggregator.Tests.Storage;

public sealed class UpgradeTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aggregator-test-");

    [Fact]
    public void A_database_of_the_first_version_keeps_its_articles_and_they_can_be_found()
    {
        var path = Path.Combine(_directory.FullName, "aggregator.db");
        using (var script = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream("Aggregator.Storage.Sqlite.Migrations.0001_first.sql")!))
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE schema_versions (version INTEGER PRIMARY KEY); INSERT INTO schema_versions VALUES (1);" + script.ReadToEnd() +
                "INSERT INTO feeds (id, url, host, state, definition_hash, tags, next_poll_at, next_poll_why, added_at) VALUES (1, 'https://a.example/', 'a', 'active', x'00', '[]', 0, '', 0);" +
                "INSERT INTO articles (id, feed_id, title, content, authors, categories, enclosures, published_at, dated, seen_at, changed_at, revision, content_fingerprint, revision_fingerprint)" +
                " SELECT value, 1, 'Number ' || value, '<p>Lighthouse</p>', '[{\"name\":\"Ada\"}]', '[]', '[]', 0, 1, 0, 0, 1, zeroblob(16), zeroblob(16) FROM generate_series(1, 600);" +
                "INSERT INTO article_sources (feed_id, article_id, seen_at) SELECT 1, id, 0 FROM articles";
            command.CommandText = command.CommandText.Replace("generate_series(1, 600)", "(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 600) SELECT value FROM n)", StringComparison.Ordinal);
            command.ExecuteNonQuery();
        }

        var database = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(new SqliteDatabase(path, new StorageOptions()))).Database;
        var backlog = database.SearchBacklog;
        Assert.True(backlog.ReadSome());
        Assert.True(backlog.ReadSome());
        Assert.False(backlog.ReadSome());
        Assert.Equal(50, Find("lighthouse author:ada").Count);

        IReadOnlyList<SearchHit> Find(string query) => new SearchStore(database).Find(SearchQueryReader.Read(query), new ArticleFilter(), TestPolls.Noon);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
