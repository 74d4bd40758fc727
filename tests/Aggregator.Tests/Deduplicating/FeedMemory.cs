using Aggregator.Deduplicating;
using Aggregator.Normalizing;

namespace Aggregator.Tests.Deduplicating;

/// <summary>Storage as far as deciding needs it, in memory: what the decider decided, remembered for the next document.</summary>
internal sealed class FeedMemory
{
    private readonly Dictionary<(long Feed, ArticleKey Key), long> _keys = [];
    private readonly Dictionary<(long Feed, long Article), (ArticleDraft Draft, Sighting Sighting)> _sources = [];

    public Dictionary<long, (long Feed, ArticleDraft Draft, int Revision, DateTimeOffset? Published)> Articles { get; } = [];

    public IReadOnlyList<Decision> See(long feed, params ArticleDraft[] entries)
    {
        var document = new DocumentKeys(entries.Select(e => EntryKeys.Of(e.Guid, e.CanonicalUrl)));
        var sightings = entries.Select(e => Sighting.Of(e, document)).ToList();
        var known = Lookup(feed, sightings);
        var decisions = Decider.Decide(feed, sightings, document, known, Drafts.Noon);
        var created = new List<long>();
        foreach (var decision in decisions)
            Remember(feed, decision, created);
        return decisions;
    }

    public int Sources(long article) => _sources.Keys.Count(k => k.Article == article);

    private void Remember(long feed, Decision decision, List<long> created)
    {
        var id = decision switch
        {
            Decision.Created => Articles.Count + 1,
            Decision.Revised revised => revised.Article.Id,
            Decision.Sourced sourced => Real(sourced.Article.Id),
            Decision.Resighted resighted => Real(resighted.Article.Id),
            _ => throw new InvalidOperationException(),
        };
        if (decision is Decision.Created { } c)
        {
            created.Add(id);
            Articles[id] = (feed, decision.Sighting.Draft, 1, c.Dated ? c.PublishedAt : null);
        }
        if (decision is Decision.Revised)
            Articles[id] = Articles[id] with { Draft = decision.Sighting.Draft, Revision = Articles[id].Revision + 1 };
        if (decision is not Decision.Resighted || decision.NewKeys.Length > 0)
            _sources[(feed, id)] = (decision.Sighting.Draft, decision.Sighting);
        foreach (var key in decision.NewKeys)
            _keys.TryAdd((feed, key), id);

        long Real(long number) => number > 0 ? number : created[(int)(-number - 1)];
    }

    private KnownArticles Lookup(long feed, IEnumerable<Sighting> sightings)
    {
        var known = new KnownArticles();
        foreach (var key in sightings.SelectMany(s => s.Keys).Distinct())
        {
            if (_keys.TryGetValue((feed, key), out var here))
                known.AddHere(key, Known(feed, here));
            else if (key.Kind == KeyKind.Link)
                foreach (var ((_, _), elsewhere) in _keys.Where(k => k.Key.Feed != feed && k.Key.Key == key).OrderBy(k => k.Value))
                    known.AddElsewhere(key.Hash, Known(feed, elsewhere));
        }
        return known;
    }

    private KnownArticle Known(long feed, long id)
    {
        var article = Articles[id];
        var seen = _sources.TryGetValue((feed, id), out var source);
        return new KnownArticle
        {
            Id = id,
            FeedId = article.Feed,
            SeenHere = seen,
            Guid = seen ? source.Sighting.Guid : null,
            Link = seen ? source.Sighting.Link : null,
            Title = article.Draft.Title,
            Published = article.Published,
            ContentFingerprint = article.Draft.ContentFingerprint,
            RevisionFingerprint = article.Draft.RevisionFingerprint,
        };
    }
}
