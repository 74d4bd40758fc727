using System.Data.Common;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Sqlite.Runs;
using Aggregator.Storage.Stories;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// Sorted runs. The values of the index are hashes: in a table of rows every entry of an article changes a page of its own. So entries are collected, in memory and in a
/// journal, become a run when there are many, and runs are put together by and by (a log-structured merge tree). Filters in memory tell of most values in which runs they are not.
/// </summary>
internal sealed class SqliteBandIndex(SqliteDatabase database, int capacity = SqliteBandIndex.Capacity) : IBandIndex
{
    /// <summary>Some 7,000 to 10,000 articles, in 5 MB.</summary>
    public const int Capacity = 131_072;

    private const int ChunksAtOnce = 500;

    private readonly RunMemory _memory = new(capacity);

    public IOpenBandIndex Open(DbConnection connection, DbTransaction transaction) => new OpenRuns(_memory, database, (SqliteConnection)connection, (SqliteTransaction)transaction);

    public void Clear(DbConnection connection, DbTransaction transaction) => connection.Execute(
        "DELETE FROM story_runs; DELETE FROM story_chunks; DELETE FROM story_journal; DELETE FROM story_bands", transaction: transaction);

    public int Cut(DateTimeOffset now, CancellationToken cancellation)
    {
        using var connection = (SqliteConnection)database.Open();
        var removed = connection.Execute("DELETE FROM story_journal WHERE seen_at < @oldest", new { oldest = BandPeriod.Oldest(BandKind.Shingle, now) });
        foreach (var kind in new[] { BandKind.Shingle, BandKind.Term })
        {
            var past = new { kind = (int)kind, period = BandPeriod.Of(kind, now) - 1, left = (int)RunState.Left };
            removed += (int)connection.ExecuteScalar<long>("SELECT COALESCE(SUM(entries), 0) FROM story_runs WHERE kind = @kind AND period < @period AND state <> @left", past);
            connection.Execute("UPDATE story_runs SET state = @left, filter = NULL WHERE kind = @kind AND period < @period", past);
        }
        foreach (var run in connection.Query<int>("SELECT run FROM story_runs WHERE state = @left", new { left = (int)RunState.Left }).AsList())
            Remove(connection, run, cancellation);
        return removed;
    }

    private static void Remove(SqliteConnection connection, int run, CancellationToken cancellation)
    {
        for (var removed = ChunksAtOnce; removed == ChunksAtOnce && !cancellation.IsCancellationRequested;)
        {
            using var transaction = connection.BeginTransaction();
            using var chunks = new RunChunks(connection);
            removed = chunks.Remove(run, ChunksAtOnce);
            if (removed < ChunksAtOnce)
            {
                using var table = new RunTable(connection);
                table.Remove(run);
            }
            transaction.Commit();
        }
    }
}
