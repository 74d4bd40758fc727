using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>Entries of the story index in the order in which they came, those of one value chained.</summary>
internal sealed class ChainedBands
{
    private readonly List<(Band Band, int Before)> _bands = [];

    /// <summary>Of each value the place of its last entry.</summary>
    private readonly Dictionary<long, int> _last = [];

    public int Count => _bands.Count;

    public void Clear()
    {
        _bands.Clear();
        _last.Clear();
    }

    public void Add(Band band)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, band.Value, out var exists);
        _bands.Add((band, exists ? last : -1));
        last = _bands.Count - 1;
    }

    /// <summary>The newest entries of a value; how many.</summary>
    public int Newest(BandKind kind, int period, long value, int most, List<StoryPlace> places)
    {
        var count = 0;
        for (var place = _last.GetValueOrDefault(value, -1); place >= 0 && count < most; place = _bands[place].Before)
        {
            if (_bands[place].Band is var band && band.Kind == kind && band.Period == period)
            {
                places.Add(new StoryPlace(band.Article, band.Article, band.Feed));
                count++;
            }
        }
        return count;
    }

    public Band[] Sorted()
    {
        var sorted = new Band[_bands.Count];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = _bands[i].Band;
        Array.Sort(sorted);
        return sorted;
    }
}
