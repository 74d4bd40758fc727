using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Aggregator.Storage;

/// <summary>
/// Brings a database to the schema that this program knows: numbered SQL files, one transaction each, the same numbers on both kinds of
/// database. What is newer, damaged or somebody else's is refused and left as it was.
/// </summary>
internal static class Migrator
{
    /// <summary>The server lets a deadlock last for a second before it ends it: half a minute in all.</summary>
    private const int Attempts = 30;

    public static DatabaseOpening Open(Database database)
    {
        var opened = Open(database, Scripts(database.Dialect));
        if (opened is not DatabaseOpening.Opened)
            return opened;
        try
        {
            database.Prepare();
            return opened;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            return new DatabaseOpening.Refused(database.Explain(e));
        }
    }

    /// <param name="database">Which.</param>
    /// <param name="scripts">All migrations that the program knows, by number.</param>
    public static DatabaseOpening Open(Database database, SortedDictionary<int, string> scripts)
    {
        try
        {
            using var connection = database.OpenForMigration();
            return Migrate(database, connection, scripts);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            return new DatabaseOpening.Refused(database.Explain(e));
        }
    }

    /// <summary>Whether it is there and nothing is to be migrated. Makes and changes nothing.</summary>
    public static bool IsCurrent(Database database)
    {
        try
        {
            using var connection = database.Open();
            return database.Tables(connection).Contains("schema_versions")
                && connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM schema_versions") == Scripts(database.Dialect).Keys.Max();
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static DatabaseOpening Migrate(Database database, DbConnection connection, SortedDictionary<int, string> scripts)
    {
        var newest = scripts.Keys.Max();
        var version = Version(database, connection);
        if (version is null)
        {
            return new DatabaseOpening.Refused(
                $"{database.Name} is a database of another program; give Aggregator one of its own, by --data or Storage:ConnectionString.");
        }
        if (version > newest)
        {
            return new DatabaseOpening.Refused(
                $"{database.Name} has schema {version}, this program knows {newest}; run the newer version that wrote it, or restore a backup made before the upgrade.");
        }

        foreach (var (number, script) in scripts.Where(s => s.Key > version))
            Apply(database, connection, number, script);
        return new DatabaseOpening.Opened(database);
    }

    private static void Apply(Database database, DbConnection connection, int number, string script)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var transaction = connection.BeginTransaction();
                // Another process may have migrated between our look and our lock.
                if (Version(database, connection, transaction) >= number)
                    return;
                connection.Execute(script, transaction: transaction);
                connection.Execute("INSERT INTO schema_versions (version) VALUES (@number)", new { number }, transaction);
                transaction.Commit();
                return;
            }
            catch (DbException e) when (database.IsTransient(e) && attempt < Attempts)
            {
                // Daemons that go on polling meanwhile lock the same tables, in another order: a deadlock that the server ended.
            }
        }
    }

    /// <summary>0 for a new database; null when there are tables but none of ours.</summary>
    private static int? Version(Database database, DbConnection connection, DbTransaction? transaction = null)
    {
        var tables = database.Tables(connection, transaction);
        if (tables.Count == 0)
        {
            connection.Execute("CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY)", transaction: transaction);
            return 0;
        }
        return tables.Contains("schema_versions")
            ? connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM schema_versions", transaction: transaction)
            : null;
    }

    /// <summary>Those of this program.</summary>
    public static SortedDictionary<int, string> Scripts(string dialect)
    {
        var prefix = $"Aggregator.Storage.{dialect}.Migrations.";
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = new SortedDictionary<int, string>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            scripts.Add(int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
        return scripts;
    }
}
