namespace Aggregator.Deduplicating.Rules;

/// <summary>
/// The feed has carried this link before. That is enough for an entry or an article without a guid. Where both have one and they differ,
/// the publisher may have changed its guids (then the old one is gone from the document, and title, words or date stayed), or it links
/// every entry to the same page (then nothing else agrees).
/// </summary>
internal sealed class SameLink : IDuplicateRule
{
    public KnownArticle? Recognise(Sighting sighting, DocumentKeys document, KnownArticles known)
    {
        if (sighting.LinkRepeated || known.Here(KeyKind.Link, sighting.Link) is not { } article)
            return null;
        if (sighting.Guid is null || article.Guid is not { } earlierGuid)
            return article;
        if (document.Contains(new ArticleKey(KeyKind.Guid, earlierGuid)))
            return null;
        return Agreement.OnTitle(sighting, article) || Agreement.OnContent(sighting, article) || Agreement.OnDate(sighting, article)
            ? article
            : null;
    }
}
