namespace Aggregator.Deduplicating;

/// <summary>
/// The guids and links of a whole document, those of entries already known included: whether an id is repeated, and whether an older id
/// is still in use, can only be said of the document.
/// </summary>
internal sealed class DocumentKeys
{
    private readonly Dictionary<ArticleKey, int> _counts = [];

    public DocumentKeys(IEnumerable<(string? Guid, string? CanonicalUrl)> entries) => Count(entries);

    /// <summary>The keys of this document and of more that belongs to it.</summary>
    public DocumentKeys With(IEnumerable<(string? Guid, string? CanonicalUrl)> entries)
    {
        var both = new DocumentKeys([]);
        foreach (var (key, count) in _counts)
            both._counts[key] = count;
        both.Count(entries);
        return both;
    }

    public bool Contains(ArticleKey key) => _counts.ContainsKey(key);

    public bool IsRepeated(ArticleKey key) => _counts.GetValueOrDefault(key) > 1;

    private void Count(IEnumerable<(string? Guid, string? CanonicalUrl)> entries)
    {
        foreach (var (guid, link) in entries)
        {
            if (guid is not null)
                Count(ArticleKey.OfGuid(guid));
            if (link is not null)
                Count(ArticleKey.OfLink(link));
        }
    }

    private void Count(ArticleKey key) => _counts[key] = _counts.GetValueOrDefault(key) + 1;
}
