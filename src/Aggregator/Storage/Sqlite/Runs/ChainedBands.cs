using System.Numerics;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Stories;

namespace Aggregator.Storage.Sqlite.Runs;

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

    /// <summary>Adds the newest entries of a value, as many as are missing.</summary>
    public void Find(BandKind kind, int period, long value, FoundPlaces found)
    {
        var missing = Count == 0 ? 0 : found.Missing(value);
        for (var place = missing == 0 ? 0 : _last[Chain(value)]; place > 0 && missing > 0; place = At(place - 1).Before)
        {
            ref readonly var entry = ref At(place - 1);
            if (entry.Value != value || entry.Period != period || entry.Kind != (short)kind)
                continue;
            found.Add(value, entry.Article, entry.Feed);
            missing--;
        }
    }

    /// <summary>What kinds of entries there are, and of which periods: few.</summary>
    public List<(BandKind Kind, int Period)> Groups() => [.. Enumerable.Range(0, Count).Select(place => ((BandKind)At(place).Kind, (int)At(place).Period)).Distinct().Order()];

    /// <summary>The entries of a group, in the order of their values; those of the same value in the order in which they came.</summary>
    public PackedBand[] Sorted(BandKind kind, int period)
    {
        // Numbers by themselves are sorted several times as fast as entries by a comparison.
        var (places, values, count) = (new int[Count], new long[Count], 0);
        for (var place = 0; place < Count; place++)
        {
            ref readonly var entry = ref At(place);
            if (entry.Kind == (short)kind && entry.Period == period)
                (places[count], values[count++]) = (place, entry.Value);
        }
        Array.Sort(values, places, 0, count);
        var sorted = new PackedBand[count];
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && values[end] == values[start])
                end++;
            Array.Sort(places, start, end - start);
            for (; start < end; start++)
                sorted[start] = PackedBand.Of(At(places[start]).Band);
        }
        return sorted;
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
