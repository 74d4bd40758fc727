using System.Collections.Immutable;
using Aggregator.Deduplicating.Rules;

namespace Aggregator.Deduplicating;

/// <summary>
/// Decides what becomes of the entries of one document. Pure: the same sightings and the same knowledge give the same decisions,
/// whatever the time, the machine or the order in which other feeds were polled.
/// </summary>
internal static class Decider
{
    /// <summary>In the order in which they are asked; the first that recognises an article wins.</summary>
    private static readonly ImmutableArray<IDuplicateRule> Rules =
    [
        new SameGuidAndLink(),
        new SameGuid(),
        new SameLink(),
        new SameContent(),
        new SameLinkElsewhere(),
    ];

    /// <param name="feedId">The feed whose document this is.</param>
    /// <param name="sightings">Its entries that are not known word for word, in document order.</param>
    /// <param name="document">The ids of all its entries.</param>
    /// <param name="known">What is stored under the sightings' keys. New articles are added to it as they are decided.</param>
    /// <param name="now">When the document was fetched.</param>
    public static IReadOnlyList<Decision> Decide(
        long feedId, IReadOnlyList<Sighting> sightings, DocumentKeys document, KnownArticles known, DateTimeOffset now)
    {
        var decisions = new List<Decision>(sightings.Count);
        var decided = new HashSet<long>();
        var created = 0;
        foreach (var sighting in sightings)
        {
            var (article, rule) = Recognise(sighting, document, known);
            if (article is null)
                decisions.Add(Create(feedId, sighting, known, now, -++created));
            else
                decisions.Add(Resight(feedId, sighting, known, article, rule, first: decided.Add(article.Id)));
        }
        return decisions;
    }

    private static (KnownArticle? Article, string Rule) Recognise(Sighting sighting, DocumentKeys document, KnownArticles known)
    {
        foreach (var rule in Rules)
        {
            if (rule.Recognise(sighting, document, known) is { } article)
                return (article, rule.GetType().Name);
        }
        return (null, "");
    }

    private static Decision.Created Create(long feedId, Sighting sighting, KnownArticles known, DateTimeOffset now, long provisionalId)
    {
        var published = PublishingDate.Plausible(sighting.Draft.Published, now);
        var article = new KnownArticle
        {
            Id = provisionalId,
            FeedId = feedId,
            SeenHere = true,
            Guid = sighting.Guid,
            Link = sighting.Link,
            Title = sighting.Draft.Title,
            Published = published,
            ContentFingerprint = sighting.Draft.ContentFingerprint,
            RevisionFingerprint = sighting.Draft.RevisionFingerprint,
        };
        return new Decision.Created(sighting, AddKeys(sighting, known, article), published ?? now, published is not null);
    }

    private static Decision Resight(long feedId, Sighting sighting, KnownArticles known, KnownArticle article, string rule, bool first)
    {
        var keys = AddKeys(sighting, known, article);
        if (article.IsPurged)
            return new Decision.Forgotten(sighting, keys, article, rule);
        if (!article.SeenHere)
            return new Decision.Sourced(sighting, keys, article, rule);

        // Of two entries of one document that are the same article only the first may revise it, or they would take turns for ever.
        var revised = first && article.Id > 0 && article.FeedId == feedId && article.RevisionFingerprint != sighting.Draft.RevisionFingerprint;
        return revised
            ? new Decision.Revised(sighting, keys, article, rule)
            : new Decision.Resighted(sighting, keys, article, rule);
    }

    private static ImmutableArray<ArticleKey> AddKeys(Sighting sighting, KnownArticles known, KnownArticle article) =>
        [.. sighting.Keys.Where(key => known.AddHere(key, article with { SeenHere = true }))];
}
