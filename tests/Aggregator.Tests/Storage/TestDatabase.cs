using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Tests.Storage;

/// <summary>A real SQLite file in a directory of its own, gone when the test ends.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aggregator-test-");

    public TestDatabase()
    {
        FilePath = Path.Combine(_directory.FullName, "aggregator.db");
        Database = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(new Database(FilePath, new StorageOptions()))).Database;
    }

    public string FilePath { get; }

    public Database Database { get; }

    public T Scalar<T>(string sql)
    {
        using var connection = Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Execute(string sql)
    {
        using var connection = Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
