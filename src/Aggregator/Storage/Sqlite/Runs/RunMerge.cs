namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>
/// Puts several runs of one kind and period together, a little with each transaction: so there are few, each entry is written again only a few times, and no
/// transaction takes long.
/// </summary>
internal sealed class RunMerge
{
    private readonly List<Source> _sources;

    public RunMerge(IReadOnlyList<BandRun> inputs, RunWriter output, RunChunks chunks)
    {
        (Inputs, Output) = (inputs, output);
        _sources = [.. inputs.Select(input => new Source(input.Number))];
        _sources.RemoveAll(source => !source.Read(chunks));
    }

    public IReadOnlyList<BandRun> Inputs { get; }

    public RunWriter Output { get; }

    /// <summary>Goes on.</summary>
    /// <param name="chunks">Of this transaction.</param>
    /// <param name="entries">How many are read.</param>
    /// <returns>Whether all have been.</returns>
    public bool Step(RunChunks chunks, int entries)
    {
        for (; entries > 0 && _sources.Count > 0; entries--)
        {
            var lowest = _sources[0];
            foreach (var source in _sources)
            {
                if (source.Current.CompareTo(lowest.Current) < 0)
                    lowest = source;
            }
            Output.Add(lowest.Current, chunks);
            if (!lowest.Move(chunks))
                _sources.Remove(lowest);
        }
        if (_sources.Count > 0)
            return false;
        Output.Finish(chunks);
        return true;
    }

    private sealed class Source(int run)
    {
        private readonly PackedBand[] _entries = new PackedBand[RunChunks.Length];
        private int _count;
        private int _place;

        public PackedBand Current => _entries[_place];

        public bool Move(RunChunks chunks) => ++_place < _count || Read(chunks);

        public bool Read(RunChunks chunks)
        {
            // No value is in two chunks.
            _count = chunks.Next(run, _count == 0 ? 0 : _entries[_count - 1].Value + 1, _entries);
            _place = 0;
            return _count > 0;
        }
    }
}
