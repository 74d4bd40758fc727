using System.Data;
using System.Data.Common;
using Aggregator.Storage.Keeping;
using Dapper;

namespace Aggregator.Storage.Postgres;

/// <summary>Looks for what can be wrong with our rows. Whether the server's files are sound is the server's matter: its checksums, and pg_amcheck.</summary>
internal static class PostgresDoctor
{
    private const string Remedy = "Restore a dump: pg_restore --clean -n SCHEMA.";

    public static IReadOnlyList<Finding> Examine(PostgresDatabase database)
    {
        try
        {
            using var connection = database.Open();
            // All counts are of one instant, however many daemons write.
            using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            return
            [
                new Finding("connection"),
                RowCounts.Judge("indexes", connection.ExecuteScalar<long>(Invalid), "indexes that are not valid", "Build them anew: REINDEX."),
                RowCounts.Judge("article numbers", connection.ExecuteScalar<long>(Numbers), "sequence behind what it numbers", Remedy),
                .. RowCounts.Examine(connection, transaction),
                RowCounts.ExamineWords(
                    connection, transaction, database.Search.Refusal is null && connection.ExecuteScalar<long>("SELECT COUNT(*) FROM search_backlog") == 0,
                    () => database.Search.Count(connection)),
            ];
        }
        catch (DbException e)
        {
            return [new Finding("connection", database.Explain(e), "The server's files are examined by its own means: pg_amcheck.")];
        }
    }

    private const string Invalid = """
        SELECT COUNT(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = CAST(CAST(current_schema() AS text) AS regnamespace) AND NOT i.indisvalid
        """;

    /// <summary>Its last block reaches a thousand beyond what it last gave.</summary>
    private const string Numbers = """
        SELECT CASE WHEN last_value + 999 < COALESCE((SELECT MAX(id) FROM articles), 0) THEN 1 ELSE 0 END FROM article_numbers
        """;
}
