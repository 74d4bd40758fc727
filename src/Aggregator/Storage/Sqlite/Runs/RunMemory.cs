namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>What the writer remembers of the story index from one transaction to the next; all of it can be read again.</summary>
/// <param name="capacity">Entries that are collected before they become runs.</param>
internal sealed class RunMemory(int capacity)
{
    /// <summary>Of all filters: those of the newest 25,000,000 entries. Runs without one are asked for every value.</summary>
    private const long MostBytes = 32 << 20;

    /// <summary>1 to this.</summary>
    private const int Numbers = short.MaxValue;

    private readonly Dictionary<int, ValueFilter> _filters = [];
    private int _lastNumber;

    /// <summary>Entries that the journal has, in no run yet.</summary>
    public ChainedBands Waiting { get; } = new();

    /// <summary>The last article whose entries wait; null when there is none.</summary>
    public long? LastArticle { get; private set; }

    public bool IsFull => Waiting.Count >= capacity;

    public RunMerge? Merge { get; set; }

    /// <summary>Whether there are no entries of earlier versions any more.</summary>
    public bool HasAdopted { get; set; }

    public void Add(Stories.Band band)
    {
        Waiting.Add(band);
        LastArticle = band.Article;
    }

    public void ClearWaiting()
    {
        Waiting.Clear();
        LastArticle = null;
    }

    /// <summary>Of the runs that there are, the newest first.</summary>
    public void LoadFilters(IReadOnlyCollection<BandRun> runs, RunTable table)
    {
        var bytes = 0L;
        var kept = new HashSet<int>();
        foreach (var run in runs.Where(run => run.State == RunState.Whole))
        {
            bytes += ValueFilter.Length(run.Entries);
            if (bytes > MostBytes)
                break;
            if (!_filters.ContainsKey(run.Number))
                _filters.Add(run.Number, table.Filter(run.Number));
            kept.Add(run.Number);
        }
        foreach (var gone in _filters.Keys.Except(kept).ToList())
            _filters.Remove(gone);
    }

    public bool MayHave(BandRun run, long value) => !_filters.TryGetValue(run.Number, out var filter) || filter.MayHave(value);

    /// <summary>One that no run has, and none had not long ago: what is remembered of a run that was never committed says nothing of the next.</summary>
    public int NextNumber(IEnumerable<BandRun> runs)
    {
        var taken = runs.Select(run => run.Number).ToHashSet();
        do
        {
            _lastNumber = (_lastNumber % Numbers) + 1;
        }
        while (taken.Contains(_lastNumber));
        return _lastNumber;
    }
}
