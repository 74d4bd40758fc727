using System.Numerics;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>
/// Entries of the story index in the order in which they came. Chained by their values, which are hashes: their lowest bits are as good as any. Small and without
/// objects of its own, since there are a hundred thousand of them.
/// </summary>
internal sealed class ChainedBands
{
    private const int FirstRoom = 1_024;

    /// <summary>From there on it grows by so many: twice as much would mostly be empty.</summary>
    private const int Step = 32_768;

    private Entry[] _entries = [];

    /// <summary>One more than the place of the last entry of a chain; 0 where there is none.</summary>
    private int[] _last = [];

    public int Count { get; private set; }

    public Band this[int place] => _entries[place].Band;

    public void Clear()
    {
        Array.Clear(_last);
        Count = 0;
    }

    public void Add(Band band)
    {
        if (Count == _entries.Length)
            Grow();
        ref var last = ref _last[Chain(band.Value)];
        _entries[Count] = new Entry(band.Value, band.Article, checked((int)band.Feed), checked((short)band.Period), (short)band.Kind, last);
        last = ++Count;
    }

    /// <summary>The newest entries of a value; how many.</summary>
    public int Newest(BandKind kind, int period, long value, int most, List<StoryPlace> places)
    {
        var count = 0;
        for (var place = Count == 0 ? 0 : _last[Chain(value)]; place > 0 && count < most; place = _entries[place - 1].Before)
        {
            ref readonly var entry = ref _entries[place - 1];
            if (entry.Value != value || entry.Period != period || entry.Kind != (short)kind)
                continue;
            places.Add(new StoryPlace(entry.Article, entry.Article, entry.Feed));
            count++;
        }
        return count;
    }

    /// <summary>The places of all entries, in the order of the index. In which order those of the same value are is all the same.</summary>
    public int[] Sorted()
    {
        // Numbers by themselves are sorted several times as fast as entries by a comparison. There are few kinds and periods.
        var places = new int[Count];
        var values = new long[Count];
        var sorted = 0;
        foreach (var (kind, period) in _entries.Take(Count).Select(entry => (entry.Kind, entry.Period)).Distinct().Order())
        {
            var start = sorted;
            for (var place = 0; place < Count; place++)
            {
                if (_entries[place].Kind == kind && _entries[place].Period == period)
                    (places[sorted], values[sorted++]) = (place, _entries[place].Value);
            }
            Array.Sort(values, places, start, sorted - start);
        }
        return places;
    }

    private int Chain(long value) => (int)value & (_last.Length - 1);

    private void Grow()
    {
        Array.Resize(ref _entries, Math.Max(FirstRoom, _entries.Length + Math.Min(_entries.Length, Step)));
        _last = new int[(int)BitOperations.RoundUpToPowerOf2((uint)_entries.Length)];
        for (var place = 0; place < Count; place++)
        {
            ref var last = ref _last[Chain(_entries[place].Value)];
            _entries[place] = _entries[place] with { Before = last };
            last = place + 1;
        }
    }

    /// <param name="Before">One more than the place of the entry before in the chain.</param>
    private readonly record struct Entry(long Value, long Article, int Feed, short Period, short Kind, int Before)
    {
        public Band Band => new((BandKind)Kind, Period, Value, Article, Feed);
    }
}
