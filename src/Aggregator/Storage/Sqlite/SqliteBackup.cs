using Aggregator.Storage.Keeping;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>Copies a database while it is written, by SQLite's backup API: the copy is the database of one instant. Writers do not wait for it.</summary>
internal static class SqliteBackup
{
    public static BackupOutcome Write(SqliteDatabase database, string path)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            return new BackupOutcome.Refused($"{path} exists; name another file, or remove it first.");
        // Whoever finds a file under its name finds a whole one.
        var partial = path + ".partial";
        try
        {
            File.Delete(partial);
            using (var source = (SqliteConnection)database.Open())
            using (var target = new SqliteConnection(ConnectionString(partial, SqliteOpenMode.ReadWriteCreate)))
            {
                target.Open();
                source.BackupDatabase(target);
                // One file that stands alone, not one with a log beside it.
                target.Execute("PRAGMA journal_mode = DELETE");
            }
            var outcome = Verify(partial);
            if (outcome is not BackupOutcome.Verified verified)
            {
                File.Delete(partial);
                return outcome;
            }
            using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
                file.Flush(flushToDisk: true);
            File.Move(partial, path);
            return verified with { Path = path };
        }
        catch (SqliteException e)
        {
            File.Delete(partial);
            return new BackupOutcome.Refused($"no backup was written to {path}: {(e.SqliteErrorCode == 13 ? "the disk is full." : e.Message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new BackupOutcome.Refused($"no backup was written to {path}: {e.Message}");
        }
    }

    /// <summary>Opens a copy and counts what is in it.</summary>
    public static BackupOutcome Verify(string path)
    {
        if (!File.Exists(path))
            return new BackupOutcome.Refused($"there is no {path}.");
        if (SqliteFile.Objection(path) is { } objection)
            return new BackupOutcome.Refused(objection);
        try
        {
            using var connection = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadOnly));
            connection.Open();
            if (connection.ExecuteScalar<string>("PRAGMA quick_check(1)") is not "ok" and var found)
                return new BackupOutcome.Refused($"{path} is damaged: {found}");
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_versions'") == 0)
                return new BackupOutcome.Refused($"{path} is a database of another program.");
            return new BackupOutcome.Verified(
                path,
                new FileInfo(path).Length,
                connection.ExecuteScalar<long>("SELECT COUNT(*) FROM feeds"),
                connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles"),
                connection.ExecuteScalar<long>("SELECT COALESCE(MAX(number), 0) FROM changes"));
        }
        catch (SqliteException e)
        {
            return new BackupOutcome.Refused($"{path} is damaged or no SQLite database: {e.Message}");
        }
    }

    private static string ConnectionString(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();
}
