using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Sqlite;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class SqliteMigratorTests : IDisposable
{
    private readonly SqliteTestDatabase _database = new();

    [Fact]
    public void Opening_again_changes_nothing()
    {
        _database.Execute("UPDATE counters SET value = 5");
        Assert.IsType<DatabaseOpening.Opened>(Open(_database.FilePath));
        Assert.Equal(5, _database.Scalar<long>("SELECT MIN(value) FROM counters"));
    }

    [Fact]
    public void Whether_something_is_to_be_migrated_is_told_without_changing_anything()
    {
        Assert.Equal(0, _database.Scalar<int>("SELECT COUNT(*) FROM feeds"));
        Assert.True(DatabaseChoice.IsCurrent(new StorageOptions(), _database.FilePath));
        _database.Execute("DELETE FROM schema_versions WHERE version = (SELECT MAX(version) FROM schema_versions)");
        Assert.False(DatabaseChoice.IsCurrent(new StorageOptions(), _database.FilePath));
        _database.Execute("DROP TABLE schema_versions");
        Assert.False(DatabaseChoice.IsCurrent(new StorageOptions(), _database.FilePath));
        Assert.Equal(0, _database.Scalar<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_versions'"));
        var missing = Path.Combine(Path.GetDirectoryName(_database.FilePath)!, "missing.db");
        Assert.False(DatabaseChoice.IsCurrent(new StorageOptions(), missing));
        Assert.False(File.Exists(missing));
    }

    [Fact]
    public void A_newer_schema_is_refused_with_both_versions()
    {
        _database.Execute("INSERT INTO schema_versions (version) VALUES (999)");
        Assert.Contains("schema 999", Refusal(_database.FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_elses_database_is_refused()
    {
        _database.Execute("DROP TABLE schema_versions");
        Assert.Contains("another program", Refusal(_database.FilePath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is a text file, not a database, and it is long enough to have a header of one hundred bytes or more in it …")]
    public void What_is_no_database_is_refused_and_left_alone(string content)
    {
        var path = Path.Combine(Path.GetDirectoryName(_database.FilePath)!, "other.db");
        File.WriteAllText(path, content);
        Assert.Contains(path, Refusal(path), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void Commits_are_synced_to_the_disk() => Assert.Equal(2, _database.Scalar<long>("PRAGMA synchronous"));

    [Fact]
    public void Readers_do_not_wait_for_the_writer() => Assert.Equal("wal", _database.Scalar<string>("PRAGMA journal_mode"));

    public void Dispose() => _database.Dispose();

    private static DatabaseOpening Open(string path) => Migrator.Open(new SqliteDatabase(path, new StorageOptions()));

    private static string Refusal(string path) => Assert.IsType<DatabaseOpening.Refused>(Open(path)).Reason;
}
