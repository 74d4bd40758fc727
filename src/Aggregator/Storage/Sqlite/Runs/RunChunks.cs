using System.Runtime.InteropServices;
using Aggregator.Storage.Stories;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>
/// The chunks of runs: as many entries as a page of the file holds, under the number of the run and the value of the first. Entries of one value are in one chunk.
/// </summary>
/// <param name="connection">With a transaction that may write.</param>
internal sealed class RunChunks(SqliteConnection connection) : IDisposable
{
    /// <summary>Entries of a chunk: 4,032 bytes, of 4,061 that a row may have on a page.</summary>
    public const int Length = 252;

    private const int ValueBits = 48;
    private const long HighestValue = (1L << ValueBits) - 1;

    private readonly RawStatement _put = new(connection, "INSERT INTO story_chunks (id, entries) VALUES (?1, ?2)");
    private readonly RawStatement _end = new(connection, "SELECT COALESCE(MAX(id), 0) FROM story_chunks WHERE id BETWEEN ?1 AND ?2");
    private readonly RawStatement _last = new(connection, "SELECT entries FROM story_chunks WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1");
    private readonly RawStatement _first = new(connection, "SELECT entries FROM story_chunks WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT 1");
    private readonly RawStatement _remove = new(connection, "DELETE FROM story_chunks WHERE id IN (SELECT id FROM story_chunks WHERE id BETWEEN ?1 AND ?2 LIMIT ?3)");

    // The chunk that was looked into last: values are looked for in their order.
    private readonly PackedBand[] _known = new PackedBand[Length];
    private int _knownRun;
    private int _knownCount;

    /// <summary>The place of an entry, and the place of the chunk that begins with it.</summary>
    public static long Place(int run, long value) => ((long)run << ValueBits) | value;

    public void Put(int run, ReadOnlySpan<PackedBand> entries)
    {
        _put.Bind(1, Place(run, entries[0].Value));
        _put.Bind(2, MemoryMarshal.AsBytes(entries));
        _put.Run();
    }

    /// <summary>The place of the last chunk of a run; 0 when there is none.</summary>
    public long End(int run)
    {
        _end.Bind(1, Place(run, 0));
        _end.Bind(2, Place(run, HighestValue));
        _end.Read();
        var place = _end.Number(0);
        _end.Reset();
        return place;
    }

    /// <summary>Adds the newest entries of a value, as many as are missing.</summary>
    public void Find(int run, long value, FoundPlaces found)
    {
        if (run != _knownRun || value < _known[0].Value || value > _known[_knownCount - 1].Value)
            _knownRun = (_knownCount = Read(_last, Place(run, 0), Place(run, value), _known)) > 0 ? run : 0;
        // Behind the last entry of the value.
        var known = _known.AsSpan(0, _knownCount);
        var place = ~known.BinarySearch(PackedBand.Behind(value));
        for (var missing = found.Missing(value); missing > 0 && --place >= 0 && known[place].Value == value; missing--)
            found.Add(value, known[place].Article, known[place].Feed);
    }

    /// <summary>Reads the first chunk with no lower values; how many entries it has, 0 when there is none.</summary>
    public int Next(int run, long value, PackedBand[] entries) => Read(_first, Place(run, value), Place(run, HighestValue), entries);

    /// <summary>So many at most; how many.</summary>
    public int Remove(int run, int most)
    {
        _remove.Bind(1, Place(run, 0));
        _remove.Bind(2, Place(run, HighestValue));
        _remove.Bind(3, most);
        _remove.Run();
        return _remove.Changes;
    }

    public void Dispose()
    {
        _put.Dispose();
        _end.Dispose();
        _last.Dispose();
        _first.Dispose();
        _remove.Dispose();
    }

    private static int Read(RawStatement statement, long from, long to, PackedBand[] entries)
    {
        statement.Bind(1, from);
        statement.Bind(2, to);
        if (!statement.Read())
            return 0;
        var read = MemoryMarshal.Cast<byte, PackedBand>(statement.Bytes(0));
        read.CopyTo(entries);
        statement.Reset();
        return read.Length;
    }
}
