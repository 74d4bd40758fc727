namespace Aggregator.Deduplicating;

/// <summary>
/// The guids and links of a whole document, those of entries already known included: whether an id is repeated, and whether an older id
/// is still in use, can only be said of the document.
/// </summary>
internal sealed class DocumentKeys
{
    private readonly Dictionary<ArticleKey, int> _counts = [];

    public DocumentKeys(IEnumerable<(string? Guid, string? CanonicalUrl)> entries)
    {
        foreach (var (guid, link) in entries)
        {
            if (guid is not null)
                Count(ArticleKey.OfGuid(guid));
            if (link is not null)
                Count(ArticleKey.OfLink(link));
        }
    }

    public bool Contains(ArticleKey key) => _counts.ContainsKey(key);

    public bool IsRepeated(ArticleKey key) => _counts.GetValueOrDefault(key) > 1;

    private void Count(ArticleKey key) => _counts[key] = _counts.GetValueOrDefault(key) + 1;
}
