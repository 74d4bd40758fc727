using System.Globalization;
using System.Reflection;
using Aggregator.Storage.Keeping;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage;

/// <summary>
/// Brings a database to the schema that this program knows: numbered SQL files, one transaction each. What is newer, damaged or somebody
/// else's is refused and left as it was.
/// </summary>
internal static class Migrator
{
    private const string Prefix = "Aggregator.Storage.Migrations.";

    public static DatabaseOpening Open(Database database)
    {
        try
        {
            if (Path.GetDirectoryName(database.Path) is { Length: > 0 } directory)
                Directory.CreateDirectory(directory);
            if (DatabaseFile.Objection(database.Path) is { } objection)
                return new DatabaseOpening.Refused(objection);

            using var connection = database.OpenOrCreate();
            // Counts for a new file only: what is purged can be given back to the disk.
            connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
            connection.Execute("PRAGMA journal_mode = WAL");
            return Migrate(database, connection);
        }
        catch (SqliteException e)
        {
            return new DatabaseOpening.Refused($"{database.Path} cannot be opened: {Explain(e)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DatabaseOpening.Refused($"{database.Path} cannot be opened: {e.Message} Give --data a directory that can be written.");
        }
    }

    private static DatabaseOpening Migrate(Database database, SqliteConnection connection)
    {
        var scripts = Scripts();
        var newest = scripts.Keys.Max();
        var version = Version(connection);
        if (version is null)
        {
            return new DatabaseOpening.Refused(
                $"{database.Path} is a database of another program; give --data a directory of Aggregator's own.");
        }
        if (version > newest)
        {
            return new DatabaseOpening.Refused(
                $"{database.Path} has schema {version}, this program knows {newest}; run the newer version that wrote it, or restore a backup made before the upgrade.");
        }

        foreach (var (number, script) in scripts.Where(s => s.Key > version))
        {
            using var transaction = connection.BeginTransaction();
            // Another process may have migrated between our look and our lock.
            if (Version(connection) >= number)
                continue;
            connection.Execute(script, transaction: transaction);
            connection.Execute("INSERT INTO schema_versions (version) VALUES (@number)", new { number }, transaction);
            transaction.Commit();
        }
        return new DatabaseOpening.Opened(database);
    }

    /// <summary>0 for a new file; null when there are tables but none of ours.</summary>
    private static int? Version(SqliteConnection connection)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'").ToHashSet(StringComparer.Ordinal);
        if (tables.Count == 0)
        {
            connection.Execute("CREATE TABLE schema_versions (version INTEGER PRIMARY KEY)");
            return 0;
        }
        return tables.Contains("schema_versions")
            ? connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM schema_versions")
            : null;
    }

    private static SortedDictionary<int, string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = new SortedDictionary<int, string>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            scripts.Add(int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
        return scripts;
    }

    private static string Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => "another process has locked it; stop that process and start again.",
        8 => "it is read-only; give the daemon's user write access to the file and its directory.",
        11 or 26 => $"it is damaged or no SQLite database ({e.Message}); restore it from a backup (aggregator restore FILE); it is left as it is.",
        13 => "the disk is full; free space and start again.",
        14 => "the file or its directory cannot be opened; check --data and the rights of the daemon's user.",
        _ => e.Message,
    };
}
