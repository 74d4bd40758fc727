using Aggregator.Fetching;

namespace Aggregator.Deduplicating;

/// <summary>What is known under the keys of one document: in its feed, and by link in all others. Grows while the document is decided.</summary>
internal sealed class KnownArticles
{
    private readonly Dictionary<ArticleKey, KnownArticle> _here = [];
    private readonly Dictionary<Hash128, List<KnownArticle>> _elsewhere = [];

    /// <summary>The article that the feed at hand knows under a key, or null.</summary>
    public KnownArticle? Here(KeyKind kind, Hash128? hash) =>
        hash is { } value ? _here.GetValueOrDefault(new ArticleKey(kind, value)) : null;

    /// <summary>The articles that other feeds know under a link, oldest first.</summary>
    public IReadOnlyList<KnownArticle> Elsewhere(Hash128? link) =>
        link is { } value && _elsewhere.TryGetValue(value, out var articles) ? articles : [];

    /// <summary>The first article to own a key keeps it.</summary>
    public bool AddHere(ArticleKey key, KnownArticle article) => _here.TryAdd(key, article);

    public void AddElsewhere(Hash128 link, KnownArticle article)
    {
        if (!_elsewhere.TryGetValue(link, out var articles))
            _elsewhere[link] = articles = [];
        if (articles.TrueForAll(a => a.Id != article.Id))
            articles.Add(article);
    }
}
