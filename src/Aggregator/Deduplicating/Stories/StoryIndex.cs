using System.Runtime.InteropServices;

namespace Aggregator.Deduplicating.Stories;

/// <summary>
/// The part of the index that a batch of articles can touch. Of each value only the newest articles count (<see cref="MostArticles"/>), so that
/// the boilerplate of a thousand pages costs what a rare phrase costs.
/// </summary>
internal sealed class StoryIndex
{
    private const int MostOfOtherFeeds = 3;
    private const int MostOfOneFeed = 1;
    private const int MostEvents = 2;
    private const int LeastTerms = 2;

    /// <summary>Texts with fewer values are too short for what is said of others.</summary>
    private const int ManyValues = 8;

    private readonly Dictionary<long, List<StoryPlace>> _shingles = [];
    private readonly Dictionary<long, List<StoryPlace>> _terms = [];

    // Of one look-up, kept for the next one: how many values are shared, how many of these are rare, and how many no other article has.
    private readonly Dictionary<StoryPlace, (int All, int Rare, int Sole)> _shared = [];

    /// <summary>Newest articles of one value that are looked at.</summary>
    public static int MostArticles(BandKind kind) => kind == BandKind.Term ? 8 : 16;

    /// <summary>In ascending order of articles for each value.</summary>
    public void Add(BandKind kind, long value, StoryPlace place)
    {
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(Places(kind), value, out _);
        (places ??= new List<StoryPlace>(1)).Add(place);
    }

    /// <summary>All at once, in ascending order; of a value that has none yet.</summary>
    public void Add(BandKind kind, long value, List<StoryPlace> places) => Places(kind).Add(value, places);

    public bool Has(BandKind kind, long value) => Places(kind).ContainsKey(value);

    /// <summary>Articles whose text may be the same, and articles that may tell of the same event; the likeliest first.</summary>
    public StoryCandidates Candidates(StoryArticle article)
    {
        Count(BandKind.Shingle, article.Sketch.Bands.AsSpan(), article.Order);
        // Beside an article that has most shingles, one that has a phrase in common is no copy.
        var most = 0;
        foreach (var shared in _shared.Values)
            most = Math.Max(most, shared.All);
        // Nor is one that only has what is common to many: of a text that is carried everywhere more than that is shared. Nor one that has a single phrase which
        // others have, too: nine of ten texts would be read for that, one in a thousand is a copy that nothing else tells of.
        var leastCommon = (article.Sketch.Bands.Length + 2) / 3;
        var leastWithOthers = article.Sketch.Bands.Length >= ManyValues ? 2 : 1;
        foreach (var (place, shared) in _shared)
        {
            if ((shared.Rare == 0 && shared.All < leastCommon) || (shared.Sole == 0 && shared.All < leastWithOthers))
                _shared.Remove(place);
        }
        var copies = new List<long>(MostOfOtherFeeds + MostOfOneFeed);
        Pick(copies, MostOfOtherFeeds, (most + 2) / 3, place => place.Feed != article.Feed);
        Pick(copies, MostOfOneFeed, (most + 2) / 3, place => place.Feed == article.Feed);

        Count(BandKind.Term, article.Sketch.Terms.AsSpan(), article.Order);
        var events = new List<long>(MostEvents);
        Pick(events, MostEvents, Math.Max(LeastTerms, (article.Sketch.Terms.Length + 2) / 3), place => place.Feed != article.Feed);
        return new StoryCandidates(copies, events);
    }

    /// <summary>How many of the articles before this one have a stem in their title; at most <see cref="MostArticles"/>.</summary>
    public int Frequency(ulong stem, StoryArticle article) => Newest(BandKind.Term, StorySketch.Value(stem), article.Order).Length;

    private void Count(BandKind kind, ReadOnlySpan<long> values, long before)
    {
        _shared.Clear();
        foreach (var value in values)
        {
            var newest = Newest(kind, value, before);
            var rare = newest.Length < MostArticles(kind) ? 1 : 0;
            var sole = newest.Length == 1 ? 1 : 0;
            foreach (var place in newest)
            {
                ref var shared = ref CollectionsMarshal.GetValueRefOrAddDefault(_shared, place, out _);
                shared = (shared.All + 1, shared.Rare + rare, shared.Sole + sole);
            }
        }
    }

    /// <summary>Those that share most; of equals the newest.</summary>
    private void Pick(List<long> picked, int count, int least, Func<StoryPlace, bool> isWanted)
    {
        var bound = (Shared: int.MaxValue, Order: long.MaxValue);
        for (; count > 0; count--)
        {
            var (best, place) = ((Shared: least - 1, Order: long.MaxValue), default(StoryPlace));
            foreach (var (candidate, shared) in _shared)
            {
                var rank = (Shared: shared.All, candidate.Order);
                if (rank.CompareTo(bound) < 0 && rank.CompareTo(best) > 0 && isWanted(candidate))
                    (best, place) = (rank, candidate);
            }
            if (best.Shared < least)
                return;
            picked.Add(place.Article);
            bound = best;
        }
    }

    /// <summary>Found by halving: a batch of polls may give one value thousands of articles.</summary>
    private ReadOnlySpan<StoryPlace> Newest(BandKind kind, long value, long before)
    {
        if (!Places(kind).TryGetValue(value, out var places))
            return [];
        var (low, high) = (0, places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle].Order < before)
                low = middle + 1;
            else
                high = middle;
        }
        return CollectionsMarshal.AsSpan(places)[Math.Max(0, low - MostArticles(kind))..low];
    }

    private Dictionary<long, List<StoryPlace>> Places(BandKind kind) => kind == BandKind.Term ? _terms : _shingles;
}
