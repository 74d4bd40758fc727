namespace Aggregator.Deduplicating.Rules;

/// <summary>
/// Exactly one article of other feeds has this link. Links to a whole site say nothing, nor does a link that several articles share.
/// </summary>
internal sealed class SameLinkElsewhere : IDuplicateRule
{
    public KnownArticle? Recognise(Sighting sighting, DocumentKeys document, KnownArticles known)
    {
        if (sighting.LinkRepeated || sighting.Draft.CanonicalUrl is not { } url || IsWholeSite(url))
            return null;
        var articles = known.Elsewhere(sighting.Link);
        return articles.Count == 1 ? articles[0] : null;
    }

    /// <summary>A canonical URL has no scheme: what follows the host begins at its first slash.</summary>
    private static bool IsWholeSite(string canonicalUrl)
    {
        var slash = canonicalUrl.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 || slash == canonicalUrl.Length - 1;
    }
}
