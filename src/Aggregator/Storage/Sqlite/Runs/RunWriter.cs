using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>Writes a run, chunk by chunk. Of each value it takes the newest entries: nobody looks at more.</summary>
/// <param name="run">Its number.</param>
/// <param name="kind">Of its values.</param>
/// <param name="most">Entries that may come.</param>
internal sealed class RunWriter(int run, BandKind kind, long most)
{
    private readonly PackedBand[] _chunk = new PackedBand[RunChunks.Length];
    private int _count;

    /// <summary>Entries of one value.</summary>
    private readonly List<PackedBand> _newest = new(StoryIndex.MostArticles(kind));

    public int Run => run;

    public ValueFilter Filter { get; } = new(most);

    /// <summary>Those that were taken.</summary>
    public long Entries { get; private set; }

    /// <summary>Highest number of an article.</summary>
    public long Newest { get; private set; }

    /// <summary>The place of the last chunk; 0 before there is one.</summary>
    public long End { get; private set; }

    /// <param name="band">Not before the last one.</param>
    /// <param name="chunks">Of this transaction.</param>
    public void Add(PackedBand band, RunChunks chunks)
    {
        if (_newest.Count > 0 && _newest[^1].Value != band.Value)
            Take(chunks);
        else if (_newest.Count > 0 && _newest[^1] == band)
            return;
        else if (_newest.Count == StoryIndex.MostArticles(kind))
            _newest.RemoveAt(0);
        _newest.Add(band);
        Newest = Math.Max(Newest, band.Article);
    }

    public void Finish(RunChunks chunks)
    {
        if (_newest.Count > 0)
            Take(chunks);
        Put(chunks);
    }

    private void Take(RunChunks chunks)
    {
        if (_count + _newest.Count > RunChunks.Length)
            Put(chunks);
        Filter.Add(_newest[0].Value);
        _newest.CopyTo(_chunk, _count);
        _count += _newest.Count;
        Entries += _newest.Count;
        _newest.Clear();
    }

    private void Put(RunChunks chunks)
    {
        if (_count == 0)
            return;
        chunks.Put(run, _chunk.AsSpan(0, _count));
        End = RunChunks.Place(run, _chunk[0].Value);
        _count = 0;
    }
}
