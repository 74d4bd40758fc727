using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Keeping;

/// <summary>Looks for everything that can be wrong with a database, and changes nothing.</summary>
internal static class DatabaseDoctor
{
    private const string RestoreRemedy = "Stop the daemon and restore a backup: aggregator restore FILE. What is there now is kept beside it.";
    private const string ReportRemedy = "Articles are safe; make a backup and report this, it should not happen.";

    /// <summary>Each with a count that must be 0.</summary>
    private static readonly (string Check, string Sql, string Problem, string Remedy)[] Counts =
    [
        ("sources", "SELECT COUNT(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = a.id)", "articles that no feed carries", ReportRemedy),
        ("revisions", "SELECT COUNT(*) FROM revisions r WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = r.article_id)", "revisions without their article", ReportRemedy),
        ("stories", "SELECT COUNT(*) FROM stories s WHERE members <> (SELECT COUNT(*) FROM story_members m WHERE m.story_id = s.id)", "stories that count their members wrong", ReportRemedy),
        ("change numbers", "SELECT COALESCE(MAX(number) - MIN(number) + 1 - COUNT(*), 0) FROM changes", "numbers missing in the stream of changes", RestoreRemedy),
        ("counters", "SELECT (SELECT value FROM counters WHERE name = 'articles') < COALESCE((SELECT MAX(id) FROM articles), 0) OR (SELECT value FROM counters WHERE name = 'changes') < COALESCE((SELECT MAX(number) FROM changes), 0)", "counter behind what it counts", RestoreRemedy),
        ("search index", "SELECT CASE WHEN EXISTS (SELECT 1 FROM search_backlog) THEN 0 ELSE ABS((SELECT COUNT(*) FROM articles) - (SELECT COUNT(*) FROM article_search_docsize)) END", "articles that search does not know, or knows without reason", "Build the index anew: aggregator doctor --reindex."),
    ];

    public static IEnumerable<Finding> Examine(string path)
    {
        if (DatabaseFile.Objection(path) is { } objection)
            return [new Finding("file", objection, RestoreRemedy)];
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return Examine(connection);
        }
        catch (SqliteException e)
        {
            return [new Finding("file", e.Message, RestoreRemedy)];
        }
    }

    private static List<Finding> Examine(SqliteConnection connection)
    {
        var findings = new List<Finding>();
        var damage = connection.Query<string>("PRAGMA integrity_check(5)").Where(line => line != "ok").ToList();
        findings.Add(damage.Count == 0 ? new Finding("integrity") : new Finding("integrity", string.Join("; ", damage), RestoreRemedy));
        var strays = connection.Query("PRAGMA foreign_key_check").Count();
        findings.Add(strays == 0 ? new Finding("references") : new Finding("references", $"{strays} rows refer to rows that are not there", RestoreRemedy));
        foreach (var (check, sql, problem, remedy) in Counts)
        {
            var count = connection.ExecuteScalar<long>(sql);
            findings.Add(count == 0 ? new Finding(check) : new Finding(check, string.Create(CultureInfo.InvariantCulture, $"{count} {problem}"), remedy));
        }
        return findings;
    }
}
