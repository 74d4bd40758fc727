using Aggregator.Deduplicating.Stories;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>What runs there are.</summary>
/// <param name="connection">With a transaction that may write.</param>
internal sealed class RunTable(SqliteConnection connection) : IDisposable
{
    private readonly RawStatement _all = new(connection, "SELECT run, kind, period, level, state, entries, newest FROM story_runs ORDER BY newest DESC, run");
    private readonly RawStatement _filter = new(connection, "SELECT filter FROM story_runs WHERE run = ?1");
    private readonly RawStatement _add = new(connection, "INSERT INTO story_runs (run, kind, period, level, state, entries, newest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    private readonly RawStatement _finish = new(connection, "UPDATE story_runs SET state = ?2, entries = ?3, newest = ?4, filter = ?5 WHERE run = ?1");
    private readonly RawStatement _leave = new(connection, "UPDATE story_runs SET state = ?2, filter = NULL WHERE run = ?1");
    private readonly RawStatement _remove = new(connection, "DELETE FROM story_runs WHERE run = ?1");

    /// <summary>The newest articles' first.</summary>
    public List<BandRun> All()
    {
        var runs = new List<BandRun>();
        while (_all.Read())
        {
            runs.Add(new BandRun(
                (int)_all.Number(0), (BandKind)_all.Number(1), (int)_all.Number(2), (int)_all.Number(3), (RunState)_all.Number(4), _all.Number(5), _all.Number(6)));
        }
        return runs;
    }

    public ValueFilter Filter(int run)
    {
        _filter.Bind(1, run);
        _filter.Read();
        var filter = new ValueFilter(_filter.Bytes(0));
        _filter.Reset();
        return filter;
    }

    public void Add(BandRun run)
    {
        _add.Bind(1, run.Number);
        _add.Bind(2, (long)run.Kind);
        _add.Bind(3, run.Period);
        _add.Bind(4, run.Level);
        _add.Bind(5, (long)run.State);
        _add.Bind(6, run.Entries);
        _add.Bind(7, run.Newest);
        _add.Run();
    }

    public void Finish(RunWriter run)
    {
        _finish.Bind(1, run.Run);
        _finish.Bind(2, (long)RunState.Whole);
        _finish.Bind(3, run.Entries);
        _finish.Bind(4, run.Newest);
        _finish.Bind(5, run.Filter.Bytes);
        _finish.Run();
    }

    /// <summary>Its chunks are removed by and by.</summary>
    public void Leave(int run)
    {
        _leave.Bind(1, run);
        _leave.Bind(2, (long)RunState.Left);
        _leave.Run();
    }

    /// <summary>It has no chunks any more.</summary>
    public void Remove(int run)
    {
        _remove.Bind(1, run);
        _remove.Run();
    }

    public void Dispose()
    {
        _all.Dispose();
        _filter.Dispose();
        _add.Dispose();
        _finish.Dispose();
        _leave.Dispose();
        _remove.Dispose();
    }
}
