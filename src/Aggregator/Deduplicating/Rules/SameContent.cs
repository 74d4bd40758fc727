namespace Aggregator.Deduplicating.Rules;

/// <summary>
/// Title and words are those of an article of this feed, and one more thing agrees: guid, link or date. Without guid and link the words
/// alone must do. The same words twice under two ids in one document are two articles ("Open thread", every Monday).
/// </summary>
internal sealed class SameContent : IDuplicateRule
{
    public KnownArticle? Recognise(Sighting sighting, DocumentKeys document, KnownArticles known)
    {
        if (known.Here(KeyKind.Content, sighting.Content) is not { } article)
            return null;
        if (sighting.Guid is { } guid && article.Guid is { } earlierGuid && guid != earlierGuid
            && document.Contains(new ArticleKey(KeyKind.Guid, earlierGuid)))
        {
            return null;
        }

        var sameGuid = sighting.Guid is not null && sighting.Guid == article.Guid;
        var sameLink = sighting.Link is not null && sighting.Link == article.Link;
        if (sameGuid || sameLink || Agreement.OnDate(sighting, article))
            return article;

        var nameless = sighting.Guid is null && sighting.Link is null;
        var undated = sighting.Draft.Published is null || article.Published is null;
        return nameless && undated ? article : null;
    }
}
