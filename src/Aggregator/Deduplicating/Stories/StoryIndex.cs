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

    private readonly Dictionary<(BandKind Kind, long Value), List<(long Article, long Feed)>> _places = [];

    /// <summary>Newest articles of one value that are looked at.</summary>
    public static int MostArticles(BandKind kind) => kind == BandKind.Term ? 8 : 16;

    /// <summary>In ascending order of articles for each value.</summary>
    public void Add(BandKind kind, long value, long article, long feed)
    {
        if (!_places.TryGetValue((kind, value), out var articles))
            _places[(kind, value)] = articles = [];
        articles.Add((article, feed));
    }

    public void Add(StoryArticle article)
    {
        foreach (var value in article.Sketch.Bands)
            Add(BandKind.Shingle, value, article.Id, article.Feed);
        foreach (var value in article.Sketch.Terms)
            Add(BandKind.Term, value, article.Id, article.Feed);
    }

    /// <summary>Articles whose text may be the same, the likeliest first.</summary>
    public IReadOnlyList<long> NearDuplicates(StoryArticle article)
    {
        var found = Count(BandKind.Shingle, article.Sketch.Bands, article.Id);
        // Beside an article that has most shingles, one that has a phrase in common is no copy.
        var most = found.Count > 0 ? found[0].Shared : 0;
        found.RemoveAll(f => f.Shared * 3 < most);
        return [.. found.Where(f => f.Feed != article.Feed).Take(MostOfOtherFeeds).Concat(found.Where(f => f.Feed == article.Feed).Take(MostOfOneFeed)).Select(f => f.Article)];
    }

    /// <summary>Articles of other feeds that may tell of the same event, the likeliest first.</summary>
    public IReadOnlyList<long> SameEvents(StoryArticle article) =>
        [.. Count(BandKind.Term, article.Sketch.Terms, article.Id).Where(f => f.Feed != article.Feed && f.Shared >= LeastTerms && f.Shared * 3 >= article.Sketch.Terms.Length).Take(MostEvents).Select(f => f.Article)];

    /// <summary>How many of the articles before this one have a stem in their title; at most <see cref="MostArticles"/>.</summary>
    public int Frequency(ulong stem, long article) => Newest(BandKind.Term, StorySketch.Value(stem), article).Length;

    private List<(long Article, long Feed, int Shared)> Count(BandKind kind, IEnumerable<long> values, long article)
    {
        var shared = new Dictionary<(long Article, long Feed), int>();
        foreach (var value in values)
        {
            foreach (var place in Newest(kind, value, article))
                CollectionsMarshal.GetValueRefOrAddDefault(shared, place, out _)++;
        }
        var counted = new List<(long Article, long Feed, int Shared)>(shared.Count);
        foreach (var (place, times) in shared)
            counted.Add((place.Article, place.Feed, times));
        counted.Sort((a, b) => a.Shared == b.Shared ? b.Article.CompareTo(a.Article) : b.Shared.CompareTo(a.Shared));
        return counted;
    }

    /// <summary>Found by halving: a batch of polls may give one value thousands of articles.</summary>
    private ReadOnlySpan<(long Article, long Feed)> Newest(BandKind kind, long value, long before)
    {
        if (!_places.TryGetValue((kind, value), out var articles))
            return [];
        var (low, high) = (0, articles.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (articles[middle].Article < before)
                low = middle + 1;
            else
                high = middle;
        }
        return CollectionsMarshal.AsSpan(articles)[Math.Max(0, low - MostArticles(kind))..low];
    }
}
