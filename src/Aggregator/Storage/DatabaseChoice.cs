using Aggregator.Configuration;
using Aggregator.Storage.Postgres;
using Aggregator.Storage.Sqlite;

namespace Aggregator.Storage;

/// <summary>Chooses the database that the settings name.</summary>
internal static class DatabaseChoice
{
    /// <summary>Ready and migrated, or why not.</summary>
    /// <param name="options">Which, and where if it is a server.</param>
    /// <param name="path">Where if it is a file.</param>
    public static DatabaseOpening Open(StorageOptions options, string path)
    {
        if (options.Provider == StorageProvider.Sqlite)
            return Migrator.Open(new SqliteDatabase(path, options));
        return PostgresAddress.Read(options, out var error) is { } address
            ? Migrator.Open(new PostgresDatabase(address))
            : new DatabaseOpening.Refused($"Storage:ConnectionString cannot be read: {error}.");
    }
}
