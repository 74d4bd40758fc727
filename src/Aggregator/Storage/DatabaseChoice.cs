using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Storage.Keeping;
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
        var found = Find(options, path);
        var opened = found is DatabaseOpening.Opened { Database: var database } ? Migrator.Open(database) : found;
        if (opened is DatabaseOpening.Opened { Database: var ready } && !options.IndexWords)
            ready.SearchBacklog.Leave();
        return opened;
    }

    /// <summary>Whether <see cref="Open"/> would neither make nor migrate it.</summary>
    public static bool IsCurrent(StorageOptions options, string path) =>
        Find(options, path) is DatabaseOpening.Opened { Database: var database } && Migrator.IsCurrent(database);

    /// <summary>Whether it answers. Makes and changes nothing; a file that is not there yet is fine.</summary>
    public static DatabaseOpening Try(StorageOptions options, string path)
    {
        var found = Find(options, path);
        if (found is not DatabaseOpening.Opened { Database: var database } || (options.Provider == StorageProvider.Sqlite && !File.Exists(path)))
            return found;
        try
        {
            using var connection = database.Open();
            return found;
        }
        catch (DbException e)
        {
            return new DatabaseOpening.Refused(database.Explain(e));
        }
    }

    /// <summary>Puts a backup in the place of the database. The caller sees to it that nobody works with it.</summary>
    public static BackupOutcome Restore(StorageOptions options, string path, string backup) => Find(options, path) switch
    {
        DatabaseOpening.Opened { Database: SqliteDatabase } => SqliteRestore.Run(backup, path),
        DatabaseOpening.Opened { Database: var database } => new BackupOutcome.Refused($"{database.Name} is restored by its own means: pg_restore --clean."),
        DatabaseOpening.Refused refused => new BackupOutcome.Refused(refused.Reason),
        _ => throw new InvalidOperationException("an outcome of another kind"),
    };

    /// <summary>Looks for everything that can be wrong, and changes nothing. A database that cannot be opened is one of these things.</summary>
    public static IReadOnlyList<Finding> Examine(StorageOptions options, string path) => Find(options, path) switch
    {
        DatabaseOpening.Opened opened => opened.Database.Examine(),
        DatabaseOpening.Refused refused => [new Finding("connection", refused.Reason)],
        _ => throw new InvalidOperationException("an outcome of another kind"),
    };

    private static DatabaseOpening Find(StorageOptions options, string path)
    {
        if (options.Provider == StorageProvider.Sqlite)
            return new DatabaseOpening.Opened(new SqliteDatabase(path, options));
        return PostgresAddress.Read(options, out var error) is { } address
            ? new DatabaseOpening.Opened(new PostgresDatabase(address, options))
            : new DatabaseOpening.Refused($"Storage:ConnectionString cannot be read: {error}.");
    }
}
