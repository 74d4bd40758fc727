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
    private ChainedBands _collected = new();

    /// <summary>Those that leave, and those of them that have left.</summary>
    private ChainedBands _leaving = new();

    /// <summary>Their places in the order of the index.</summary>
    private int[] _order = [];
    private int _gone;

    public bool Keeps => capacity > 0;

    /// <summary>The last article that came; null when there is none.</summary>
    public long? LastArticle { get; private set; }

    public void Clear()
    {
        _collected.Clear();
        _leaving.Clear();
        (_order, _gone, LastArticle) = ([], 0, null);
    }

    public void Add(Band band)
    {
        _collected.Add(band);
        LastArticle = band.Article;
    }

    /// <summary>Of the entries of a value that have not left, or not long ago, the newest ones; how many.</summary>
    public int Newest(BandKind kind, int period, long value, int most, List<StoryPlace> places)
    {
        var count = _collected.Newest(kind, period, value, most, places);
        return count + _leaving.Newest(kind, period, value, most - count, places);
    }

    /// <summary>Entries that go into the index now, the first ones of its order first.</summary>
    /// <param name="count">How many at least, where there are so many; all that are due when too many have been collected.</param>
    /// <param name="through">With these, all entries of the articles through this one have left; null when some have not.</param>
    public List<Band> Leave(int count, out long? through)
    {
        if (_gone == _order.Length && _collected.Count >= capacity)
            Turn();
        var most = _order.Length - _gone;
        var leaving = new List<Band>(_collected.Count >= capacity ? most : Math.Min(count, most));
        while (leaving.Count < leaving.Capacity)
            leaving.Add(_leaving[_order[_gone++]]);
        through = null;
        if (_gone == _order.Length && leaving.Count > 0)
        {
            // They came in the order of their articles.
            through = _leaving[_leaving.Count - 1].Article;
            _leaving.Clear();
            (_order, _gone) = ([], 0);
        }
        return leaving;
    }

    /// <summary>What has been collected begins to leave.</summary>
    private void Turn()
    {
        (_collected, _leaving) = (_leaving, _collected);
        _collected.Clear();
        (_order, _gone) = (_leaving.Sorted(), 0);
    }
}
