namespace Aggregator.Deduplicating;

/// <summary>
/// The guids and links of a whole document, those of entries already known included: whether an id is repeated, and whether an older id
/// is still in use, can only be said of the document.
/// </summary>
internal sealed class DocumentKeys
{
    private readonly Dictionary<(KeyKind, ulong), int> _counts = [];

    public DocumentKeys(IEnumerable<EntryKeys> entries) => Count(entries);

    /// <summary>The keys of this document and of more that belongs to it.</summary>
    public DocumentKeys With(IEnumerable<EntryKeys> entries)
    {
        var both = new DocumentKeys([]);
        foreach (var (key, count) in _counts)
            both._counts[key] = count;
        both.Count(entries);
        return both;
    }

    public bool Contains(ArticleKey key) => _counts.ContainsKey((key.Kind, EntryKeys.Half(key)));

    public bool IsRepeated(ArticleKey key) => _counts.GetValueOrDefault((key.Kind, EntryKeys.Half(key))) > 1;

    private void Count(IEnumerable<EntryKeys> entries)
    {
        foreach (var keys in entries)
        {
            Count(KeyKind.Guid, keys.Guid);
            Count(KeyKind.Link, keys.Link);
        }
    }

    private void Count(KeyKind kind, ulong half)
    {
        if (half != 0)
            _counts[(kind, half)] = _counts.GetValueOrDefault((kind, half)) + 1;
    }
}
