using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Aggregator.Storage.Keeping;

/// <summary>What can be wrong with rows on any database, and looks for it without changing anything.</summary>
internal static class RowCounts
{
    public const string RestoreRemedy = "Stop the daemon and restore a backup: aggregator restore FILE. What is there now is kept beside it.";
    /// <summary>The check of the index of words.</summary>
    public const string Words = "search index";

    private const string ReportRemedy = "Articles are safe; make a backup and report this, it should not happen.";

    /// <summary>Each with a count that must be 0. A counter that is not there counts for one.</summary>
    private static readonly (string Check, string Sql, string Problem, string Remedy)[] Counts =
    [
        ("sources", "SELECT COUNT(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = a.id)", "articles that no feed carries", ReportRemedy),
        ("revisions", "SELECT COUNT(*) FROM revisions r WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = r.article_id)", "revisions without their article", ReportRemedy),
        ("stories", "SELECT COUNT(*) FROM stories s WHERE members <> (SELECT COUNT(*) FROM story_members m WHERE m.story_id = s.id)", "stories that count their members wrong", ReportRemedy),
        ("change numbers", "SELECT COALESCE(MAX(number) - MIN(number) + 1 - COUNT(*), 0) FROM changes", "numbers missing in the stream of changes", RestoreRemedy),
        ("change counter", "SELECT CASE WHEN value < COALESCE((SELECT MAX(number) FROM changes), 0) THEN 1 ELSE 0 END FROM counters WHERE name = 'changes'", "counter behind what it counts", RestoreRemedy),
    ];

    public static IEnumerable<Finding> Examine(DbConnection connection, DbTransaction transaction)
    {
        foreach (var (check, sql, problem, remedy) in Counts)
            yield return Judge(check, connection.ExecuteScalar<long?>(sql, transaction: transaction) ?? 1, problem, remedy);
    }

    /// <param name="connection">To the database.</param>
    /// <param name="transaction">The one that everything is read in.</param>
    /// <param name="isComplete">Whether the index of words should know every article, as far as it says itself.</param>
    /// <param name="indexed">How many it knows.</param>
    public static Finding ExamineWords(DbConnection connection, DbTransaction transaction, bool isComplete, Func<long> indexed) => Judge(
        Words,
        isComplete && connection.ExecuteScalar<long>("SELECT COUNT(*) FROM search_again", transaction: transaction) == 0
            ? Math.Abs(connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles", transaction: transaction) - indexed())
            : 0,
        "articles that search does not know, or knows without reason",
        "Build the index anew: aggregator doctor --reindex.");

    public static Finding Judge(string check, long count, string problem, string remedy) =>
        count == 0 ? new Finding(check) : new Finding(check, string.Create(CultureInfo.InvariantCulture, $"{count} {problem}"), remedy);
}
