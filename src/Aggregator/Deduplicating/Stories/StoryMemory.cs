namespace Aggregator.Deduplicating.Stories;

/// <summary>The articles that a batch can refer to: its own, and those that were looked up for it. Knows which story each is in while the batch is decided.</summary>
internal sealed class StoryMemory
{
    private readonly Dictionary<long, StoryArticle> _articles = [];
    private readonly Dictionary<long, SortedSet<(long Order, long Id)>> _byFeed = [];
    private readonly Dictionary<long, long> _absorbed = [];

    /// <param name="isNeighbour">It is among the latest of its feed; others are only there to be compared.</param>
    public void Add(StoryArticle article, bool isNeighbour)
    {
        _articles.TryAdd(article.Id, article);
        if (!isNeighbour)
            return;
        if (!_byFeed.TryGetValue(article.Feed, out var articles))
            _byFeed[article.Feed] = articles = [];
        articles.Add((article.Order, article.Id));
    }

    public StoryArticle? Find(long id) => _articles.GetValueOrDefault(id);

    /// <summary>The story that an article is in by now.</summary>
    public long? StoryOf(StoryArticle article)
    {
        var story = article.Story;
        while (story is { } id && _absorbed.TryGetValue(id, out var into))
            story = into;
        return story;
    }

    public void Absorb(long story, long into) => _absorbed[story] = into;

    /// <summary>The latest articles of a feed before an article, itself and one other left out.</summary>
    public IReadOnlyList<StoryArticle> Neighbours(long feed, long before, long except) =>
        _byFeed.TryGetValue(feed, out var articles)
            ? [.. articles.Reverse().Where(a => a.Order < before && a.Id != except).Take(Boilerplate.Neighbours).Select(a => _articles[a.Id])]
            : [];
}
