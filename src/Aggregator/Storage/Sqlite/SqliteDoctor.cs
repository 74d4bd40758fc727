using Aggregator.Storage.Keeping;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>Looks for everything that can be wrong with a database file, and changes nothing.</summary>
internal static class SqliteDoctor
{
    private const string ArticleCounter =
        "SELECT CASE WHEN value < COALESCE((SELECT MAX(id) FROM articles), 0) THEN 1 ELSE 0 END FROM counters WHERE name = 'articles'";

    /// <param name="path">Of the database.</param>
    /// <param name="words">Of the file of its index of words; null where it has none.</param>
    public static IReadOnlyList<Finding> Examine(string path, string? words)
    {
        if (SqliteFile.Objection(path) is { } objection)
            return [new Finding("file", objection, RowCounts.RestoreRemedy)];
        if (!File.Exists(path))
            return [new Finding("file", $"there is no database at {path} yet", "Start the daemon or poll once (aggregator poll --all), or give --data.")];
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return [.. Examine(connection), .. words is null ? [] : ExamineWords(connection, words)];
        }
        catch (SqliteException e)
        {
            return [new Finding("file", e.Message, RowCounts.RestoreRemedy)];
        }
    }

    private static List<Finding> Examine(SqliteConnection connection)
    {
        // All counts are of one instant, while a daemon writes.
        using var transaction = connection.BeginTransaction(deferred: true);
        var damage = connection.Query<string>("PRAGMA integrity_check(5)", transaction: transaction).Where(line => line != "ok").ToList();
        return
        [
            damage.Count == 0 ? new Finding("integrity") : new Finding("integrity", string.Join("; ", damage), RowCounts.RestoreRemedy),
            RowCounts.Judge("references", connection.ExecuteScalar<long>("SELECT COUNT(*) FROM pragma_foreign_key_check", transaction: transaction), "rows refer to rows that are not there", RowCounts.RestoreRemedy),
            RowCounts.Judge("article counter", connection.ExecuteScalar<long?>(ArticleCounter, transaction: transaction) ?? 1, "counter behind what it counts", RowCounts.RestoreRemedy),
            .. RowCounts.Examine(connection, transaction),
        ];
    }

    /// <summary>It can be made anew, so that nothing of it is worth a backup.</summary>
    private static IEnumerable<Finding> ExamineWords(SqliteConnection connection, string path)
    {
        const string remedy = "Stop the daemon, remove the file and start again: it is made anew of the articles, and no article is lost.";
        if (!File.Exists(path))
            return [new Finding(RowCounts.Words, $"there is no {path}", "Start the daemon again, which makes it anew of the articles; no article is lost.")];
        try
        {
            connection.Execute("ATTACH @path AS words", new { path });
            using var transaction = connection.BeginTransaction(deferred: true);
            var damage = connection.Query<string>("PRAGMA words.integrity_check(5)", transaction: transaction).Where(line => line != "ok").ToList();
            if (damage.Count > 0)
                return [new Finding(RowCounts.Words, $"{path} is damaged: {string.Join("; ", damage)}", remedy)];
            var progress = WordsProgress.Read(connection, transaction);
            var isComplete = progress.Next == 0 && progress.Through >= WordsProgress.Newest(connection, transaction);
            return [RowCounts.ExamineWords(connection, transaction, isComplete, () => new SqliteSearchIndex().Count(connection))];
        }
        catch (SqliteException e)
        {
            return [new Finding(RowCounts.Words, $"{path} cannot be read: {e.Message}", remedy)];
        }
    }
}
