using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Stories;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>The story index within one transaction.</summary>
internal sealed class OpenRuns : IOpenBandIndex
{
    /// <summary>Runs of a level that are put together: with more, more are looked into; with fewer, entries are written more often.</summary>
    private const int RunsOfLevel = 4;

    /// <summary>Entries that are put together for each that comes: each is five times at most in a store of ten millions of articles.</summary>
    private const int MergedForEach = 8;

    private readonly RunMemory _memory;
    private readonly RunJournal _journal;
    private readonly RunTable _table;
    private readonly RunChunks _chunks;
    private List<BandRun> _runs;

    public OpenRuns(RunMemory memory, Database database, SqliteConnection connection, SqliteTransaction transaction)
    {
        _memory = memory;
        (_journal, _table, _chunks) = (new RunJournal(database, connection, transaction), new RunTable(connection), new RunChunks(connection));
        _runs = _table.All();
        Remember();
        if (!_memory.HasAdopted)
            _memory.HasAdopted = !Adopt(connection);
        _memory.LoadFilters(_runs, _table);
    }

    public void Find(BandKind kind, int period, IReadOnlyList<long> values, FoundPlaces found)
    {
        foreach (var value in values)
            _memory.Waiting.Find(kind, period, value, found);
        foreach (var run in _runs.Where(run => run.Kind == kind && run.Period == period && run.State == RunState.Whole))
        {
            foreach (var value in values)
            {
                if (_memory.MayHave(run, value) && found.Missing(value) > 0)
                    _chunks.Find(run.Number, value, found);
            }
        }
    }

    public void Add(IReadOnlyList<StoryArticle> articles)
    {
        var count = 0;
        foreach (var band in articles.SelectMany(Band.Of))
        {
            _memory.Add(band);
            count++;
        }
        if (count == 0)
            return;
        _journal.Add(articles);
        if (_memory.IsFull)
            WriteDown();
        PutTogether(count * MergedForEach);
        Remove((count * MergedForEach * 2 / RunChunks.Length) + 1);
    }

    public void Dispose()
    {
        _table.Dispose();
        _chunks.Dispose();
    }

    /// <summary>After a start, and when a transaction did not come to its end, memory is not what the database says.</summary>
    private void Remember()
    {
        if (_memory.LastArticle != _journal.Last())
        {
            _memory.ClearWaiting();
            foreach (var band in _journal.Read())
                _memory.Add(band);
        }
        if (_memory.Merge?.Output is { } output && (output.End != _chunks.End(output.Run) || !_runs.Exists(run => run.Number == output.Run && run.State == RunState.Written)))
            _memory.Merge = null;
        // It begins anew.
        foreach (var run in _runs.Where(run => run.State == RunState.Written && run.Number != _memory.Merge?.Output.Run).ToList())
            Leave(run);
    }

    /// <summary>Takes over what earlier versions have written, in one go; whether there was any: this transaction may not come to its end.</summary>
    private bool Adopt(SqliteConnection connection)
    {
        using var groups = new RawStatement(connection, "SELECT kind, period, COUNT(*) FROM story_bands GROUP BY kind, period ORDER BY kind, period");
        using var rows = new RawStatement(connection, "SELECT value, article_id, feed_id FROM story_bands WHERE kind = ?1 AND period = ?2 ORDER BY value, article_id");
        var isAny = false;
        while (groups.Read())
        {
            isAny = true;
            var (kind, period, count) = ((BandKind)groups.Number(0), (int)groups.Number(1), groups.Number(2));
            rows.Bind(1, (long)kind);
            rows.Bind(2, period);
            Write(kind, period, Level(count), count, Bands(kind, period));
        }
        if (!isAny)
            return false;
        using var clear = new RawStatement(connection, "DELETE FROM story_bands");
        clear.Run();
        _runs = _table.All();
        return true;

        IEnumerable<PackedBand> Bands(BandKind kind, int period)
        {
            while (rows.Read())
                yield return PackedBand.Of(new Band(kind, period, rows.Number(0), rows.Number(1), rows.Number(2)));
        }

        static int Level(long count) => (int)Math.Max(0, Math.Log((double)count / SqliteBandIndex.Capacity, RunsOfLevel));
    }

    private void WriteDown()
    {
        foreach (var (kind, period) in _memory.Waiting.Groups())
        {
            var entries = _memory.Waiting.Sorted(kind, period);
            Write(kind, period, level: 0, entries.Length, entries);
        }
        _memory.ClearWaiting();
        _journal.Clear();
        _runs = _table.All();
    }

    private void Write(BandKind kind, int period, int level, long count, IEnumerable<PackedBand> entries)
    {
        var writer = Begin(new BandRun(_memory.NextNumber(_runs), kind, period, level, RunState.Written, count, 0));
        foreach (var entry in entries)
            writer.Add(entry, _chunks);
        writer.Finish(_chunks);
        _table.Finish(writer);
    }

    private RunWriter Begin(BandRun run)
    {
        _table.Add(run);
        return new RunWriter(run.Number, run.Kind, run.Entries);
    }

    /// <summary>One merge at a time, of the lowest level first.</summary>
    private void PutTogether(int entries)
    {
        if (_memory.Merge is null && Mergeable() is { } inputs)
        {
            var first = inputs[0];
            var output = new BandRun(
                _memory.NextNumber(_runs), first.Kind, first.Period, first.Level + 1, RunState.Written, inputs.Sum(run => run.Entries), inputs.Max(run => run.Newest));
            _memory.Merge = new RunMerge(inputs, Begin(output), _chunks);
        }
        if (_memory.Merge is not { } merge || !merge.Step(_chunks, entries))
            return;
        _table.Finish(merge.Output);
        foreach (var input in merge.Inputs)
            Leave(input);
        _memory.Merge = null;
    }

    /// <summary>The oldest ones: there is no run between them, so that what comes of them has its place in the order, too.</summary>
    private List<BandRun>? Mergeable() => _runs.Where(run => run.State == RunState.Whole)
        .GroupBy(run => (run.Kind, run.Period, run.Level))
        .Where(level => level.Count() >= RunsOfLevel)
        .MinBy(level => level.Key.Level)?
        .Reverse().Take(RunsOfLevel).ToList();

    private void Leave(BandRun run)
    {
        _table.Leave(run.Number);
        _runs[_runs.FindIndex(other => other.Number == run.Number)] = run with { State = RunState.Left };
    }

    private void Remove(int chunks)
    {
        if (_runs.Find(run => run.State == RunState.Left) is { } left && _chunks.Remove(left.Number, chunks) < chunks)
            _table.Remove(left.Number);
    }
}
