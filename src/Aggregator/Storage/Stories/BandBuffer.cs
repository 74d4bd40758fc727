using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>
/// Entries of the story index that are not in it yet. Its values are hashes: written as they come, every entry of an article would change a page of
/// its own. So they are collected, and leave in the order of the index, as many with each transaction as came with it, while the next ones are collected.
/// In memory; what is in it stands in <see cref="BandJournal"/> as well.
/// </summary>
/// <param name="capacity">Entries that are collected; none where every entry leaves at once.</param>
internal sealed class BandBuffer(int capacity)
{
    private readonly List<(Band Band, int Before)> _collected = [];

    /// <summary>Of each value the place of its last entry among the collected ones.</summary>
    private readonly Dictionary<long, int> _last = [];
    private Band[] _leaving = [];
    private int _gone;

    public bool Keeps => capacity > 0;

    /// <summary>The last article that came; null when there is none.</summary>
    public long? LastArticle { get; private set; }

    public void Clear()
    {
        _collected.Clear();
        _last.Clear();
        (_leaving, _gone, LastArticle) = ([], 0, null);
    }

    public void Add(Band band)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, band.Value, out var exists);
        _collected.Add((band, exists ? last : -1));
        last = _collected.Count - 1;
        LastArticle = band.Article;
    }

    /// <summary>Of the entries of a value that have not left, or not long ago, the newest ones; how many.</summary>
    public int Newest(BandKind kind, int period, long value, int most, List<StoryPlace> places)
    {
        var count = 0;
        for (var place = _last.GetValueOrDefault(value, -1); place >= 0 && count < most; place = _collected[place].Before)
        {
            if (_collected[place].Band is var band && band.Kind == kind && band.Period == period)
                count += Found(band);
        }
        if (count == most || _leaving.Length == 0)
            return count;
        for (var place = ~_leaving.AsSpan().BinarySearch(new Band(kind, period, value, long.MaxValue, 0)) - 1; place >= 0 && count < most; place--)
        {
            if (_leaving[place] is var band && (band.Value != value || band.Period != period || band.Kind != kind))
                break;
            count += Found(band);
        }
        return count;

        int Found(Band band)
        {
            places.Add(new StoryPlace(band.Article, band.Article, band.Feed));
            return 1;
        }
    }

    /// <summary>Entries that go into the index now, the first ones of its order first.</summary>
    /// <param name="count">How many at least, where there are so many; all that are due when too many have been collected.</param>
    /// <param name="through">With these, all entries of the articles through this one have left; null when some have not.</param>
    public ReadOnlySpan<Band> Leave(int count, out long? through)
    {
        if (_gone == _leaving.Length && _collected.Count >= capacity)
            Turn();
        var most = _leaving.Length - _gone;
        var leaving = _leaving.AsSpan(_gone, _collected.Count >= capacity ? most : Math.Min(count, most));
        _gone += leaving.Length;
        through = null;
        if (_gone == _leaving.Length && leaving.Length > 0)
        {
            through = _leaving.Max(band => band.Article);
            (_leaving, _gone) = ([], 0);
        }
        return leaving;
    }

    /// <summary>What has been collected begins to leave.</summary>
    private void Turn()
    {
        (_leaving, _gone) = ([.. _collected.Select(entry => entry.Band)], 0);
        Array.Sort(_leaving);
        _collected.Clear();
        _last.Clear();
    }
}
