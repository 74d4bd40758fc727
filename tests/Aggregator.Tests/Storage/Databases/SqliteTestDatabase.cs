using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Sqlite;

namespace Aggregator.Tests.Storage.Databases;

/// <summary>A SQLite file in a directory of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aggregator-test-");

    internal string FilePath => Path.Combine(_directory.FullName, "aggregator.db");

    internal StorageOptions Options { get; init; } = new();

    internal override Database Connect() => new SqliteDatabase(FilePath, Options);

    internal override void Refuse(string table, bool isInsert, string condition, string message) => Execute(
        $"CREATE TRIGGER refuse BEFORE {(isInsert ? "INSERT" : "UPDATE")} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END");

    protected override void Dispose(bool disposing)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
