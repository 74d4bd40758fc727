using Aggregator.Deduplicating.Stories;

namespace Aggregator.Tests.Deduplicating.Stories;

/// <summary>Storage as far as telling stories needs it, in memory.</summary>
internal sealed class StoryTeller
{
    private static readonly DateTimeOffset Noon = Drafts.Noon;
    private readonly StoryIndex _index = new();
    private readonly StoryMemory _memory = new();
    private readonly List<StoryArticle> _articles = [];

    /// <summary>One article after the other, as if each came by a poll of its own.</summary>
    public IReadOnlyList<StoryDecision> Tell(params IEnumerable<(long Feed, string Title, string Body)> articles)
    {
        var decisions = new List<StoryDecision>();
        foreach (var (feed, title, body) in articles)
        {
            var article = new StoryArticle
            {
                Id = _articles.Count + 1,
                Order = _articles.Count + 1,
                Feed = feed,
                PublishedAt = Noon.AddSeconds(_articles.Count),
                SeenAt = Noon,
                Text = StoryText.Of(title, body, null),
            };
            _articles.Add(article);
            _memory.Add(article, isNeighbour: true);
            var place = new StoryPlace(article.Order, article.Id, article.Feed);
            foreach (var value in article.Sketch.Bands)
                _index.Add(BandKind.Shingle, value, place);
            foreach (var value in article.Sketch.Terms)
                _index.Add(BandKind.Term, value, place);
            if (StoryDecider.Decide(article, StoryDecider.Compare(article, _index.Candidates(article), _index, _memory), _memory) is { } decision)
                decisions.Add(decision);
        }
        return decisions;
    }

    /// <summary>The story of each article, in the order in which they came; null for those that stand alone.</summary>
    public IReadOnlyList<long?> Stories => _articles.ConvertAll(_memory.StoryOf);
}
