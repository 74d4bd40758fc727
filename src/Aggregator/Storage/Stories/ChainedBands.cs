using System.Numerics;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>
/// Entries of the story index in the order in which they came. Chained by their values, which are hashes: their lowest bits are as good as any. Small and without
/// objects of its own, since there are a hundred thousand of them.
/// </summary>
internal sealed class ChainedBands
{
    /// <summary>Entries of a part. One array of all would be copied as it grows, and each one left behind is megabytes that nobody collects for long.</summary>
    private const int PartLength = 4_096;

    private readonly List<Entry[]> _parts = [];

    /// <summary>One more than the place of the last entry of a chain; 0 where there is none. As many chains as there is room for entries, or up to twice as many.</summary>
    private int[] _last = [];

    public int Count { get; private set; }

    public Band this[int place] => At(place).Band;

    public void Clear()
    {
        Array.Clear(_last);
        Count = 0;
    }

    public void Add(Band band)
    {
        if (Count == _parts.Count * PartLength)
            Grow();
        ref var last = ref _last[Chain(band.Value)];
        At(Count) = new Entry(band.Value, band.Article, checked((int)band.Feed), checked((short)band.Period), (short)band.Kind, last);
        last = ++Count;
    }

    /// <summary>The newest entries of a value; how many.</summary>
    public int Newest(BandKind kind, int period, long value, int most, List<StoryPlace> places)
    {
        var count = 0;
        for (var place = Count == 0 ? 0 : _last[Chain(value)]; place > 0 && count < most; place = At(place - 1).Before)
        {
            ref readonly var entry = ref At(place - 1);
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
        foreach (var (kind, period) in Enumerable.Range(0, Count).Select(place => (At(place).Kind, At(place).Period)).Distinct().Order())
        {
            var start = sorted;
            for (var place = 0; place < Count; place++)
            {
                ref readonly var entry = ref At(place);
                if (entry.Kind == kind && entry.Period == period)
                    (places[sorted], values[sorted++]) = (place, entry.Value);
            }
            Array.Sort(values, places, start, sorted - start);
        }
        return places;
    }

    private int Chain(long value) => (int)value & (_last.Length - 1);

    private ref Entry At(int place) => ref _parts[place / PartLength][place % PartLength];

    private void Grow()
    {
        _parts.Add(new Entry[PartLength]);
        if (_last.Length >= _parts.Count * PartLength)
            return;
        _last = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(_parts.Count * PartLength))];
        for (var place = 0; place < Count; place++)
        {
            ref var entry = ref At(place);
            ref var last = ref _last[Chain(entry.Value)];
            entry = entry with { Before = last };
            last = place + 1;
        }
    }

    /// <param name="Before">One more than the place of the entry before in the chain.</param>
    private readonly record struct Entry(long Value, long Article, int Feed, short Period, short Kind, int Before)
    {
        public Band Band => new((BandKind)Kind, Period, Value, Article, Feed);
    }
}
