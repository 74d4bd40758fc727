namespace Aggregator.Deduplicating.Rules;

/// <summary>
/// Guid and link agree on one article. Asked first, because a feed that repeats its guids still tells its articles apart by their links.
/// </summary>
internal sealed class SameGuidAndLink : IDuplicateRule
{
    public KnownArticle? Recognise(Sighting sighting, DocumentKeys document, KnownArticles known)
    {
        if (sighting.Guid is null || (sighting.GuidRepeated && sighting.LinkRepeated))
            return null;
        var article = known.Here(KeyKind.Link, sighting.Link);
        return article?.Guid == sighting.Guid ? article : null;
    }
}
