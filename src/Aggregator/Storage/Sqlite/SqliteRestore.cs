using Aggregator.Storage.Keeping;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// Puts a backup in the place of a database. The one that was there is moved aside, with its log; none is destroyed. The caller holds the directory's lock.
/// </summary>
internal static class SqliteRestore
{
    public static BackupOutcome Run(string backup, string path)
    {
        var outcome = SqliteBackup.Verify(backup);
        if (outcome is not BackupOutcome.Verified verified)
            return outcome;
        var incoming = path + ".restoring";
        try
        {
            File.Copy(backup, incoming, overwrite: true);
            using (var file = new FileStream(incoming, FileMode.Open, FileAccess.ReadWrite))
                file.Flush(flushToDisk: true);
            MoveAside(path);
            // A log of another database beside the restored one would be played into it.
            File.Delete(SqliteFile.SharedMemory(path));
            File.Move(incoming, path);
            // Of what is not there any more: it is built anew.
            WordsFile.Delete(WordsFile.PathFor(path));
            return verified with { Path = path };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new BackupOutcome.Refused($"{backup} was not restored: {e.Message}");
        }
    }

    /// <summary>Under the first of <c>.replaced-1</c>, <c>.replaced-2</c> … that is free.</summary>
    private static void MoveAside(string path)
    {
        var log = SqliteFile.WriteAheadLog(path);
        if (!File.Exists(path) && !File.Exists(log))
            return;
        var number = 1;
        while (File.Exists($"{path}.replaced-{number}") || File.Exists(SqliteFile.WriteAheadLog($"{path}.replaced-{number}")))
            number++;
        if (File.Exists(log))
            File.Move(log, SqliteFile.WriteAheadLog($"{path}.replaced-{number}"));
        if (File.Exists(path))
            File.Move(path, $"{path}.replaced-{number}");
    }
}
