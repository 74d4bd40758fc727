using Aggregator.Configuration;
using Aggregator.Storage;
using Microsoft.Data.Sqlite;

namespace Aggregator.Tests.Storage;

/// <summary>Databases of earlier versions, with data in them.</summary>
public sealed class MigrationTests : IDisposable
{
    private const long Noon = 1_772_366_400_000;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aggregator-test-");

    [Fact]
    public void A_database_of_version_1_keeps_its_feeds_and_never_polls_them_earlier_than_it_would_have()
    {
        var path = Version1(
            $"""
            INSERT INTO feeds (url, host, state, definition_hash, tags, next_poll_at, next_poll_why, last_poll_at, failures, polls, added_at) VALUES
              ('https://a.example/', 'a.example:443', 'active', x'00', '[]', {Noon + 5000}, 'the server calls its answer fresh until then', {Noon}, 0, 9, 1),
              ('https://b.example/', 'b.example:443', 'active', x'00', '[]', {Noon + 7000}, 'back-off after a failure (Dns)', {Noon}, 3, 4, 1),
              ('https://c.example/', 'c.example:443', 'active', x'00', '[]', {Noon}, 'new', NULL, 0, 0, 1);
            INSERT INTO hosts VALUES ('a.example:443', {Noon + 9000}, 1, '429');
            INSERT INTO polls VALUES (1, 0, {Noon}, 20, 'NotModified', 304, 0, 0, 0, 0, 0, NULL, NULL);
            """);
        var database = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(new Database(path, new StorageOptions()))).Database;

        var feeds = new FeedClaims(database).Claim([1, 2, 3]);
        Assert.Equal([Noon + 5000, Noon + 7000, null], feeds.Select(f => f.State.NotBefore?.ToUnixTimeMilliseconds()));
        Assert.Equal(["Interval", "BackOff", "New"], feeds.Select(f => f.State.NextPollReason));
        Assert.Equal(
            new HostHold("a.example:443", DateTimeOffset.FromUnixTimeMilliseconds(Noon + 9000), true, "429"), feeds[0].HostHold);
        Assert.All(feeds, feed => Assert.Equal((RedirectMemory.None, null), (feed.State.Redirects, feed.State.GoneAt)));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    private string Version1(string data)
    {
        var path = Path.Combine(_directory.FullName, "aggregator.db");
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        using var script = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream("Aggregator.Storage.Migrations.0001_first.sql")!);
        command.CommandText = $"CREATE TABLE schema_versions (version INTEGER PRIMARY KEY); {script.ReadToEnd()}; INSERT INTO schema_versions VALUES (1); {data}";
        command.ExecuteNonQuery();
        return path;
    }
}
