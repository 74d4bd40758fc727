namespace Aggregator.Deduplicating;

/// <summary>
/// Guid and link of an entry as halves of their hashes, enough to count them in one document and to keep them until the next; 0 for one it has not.
/// </summary>
internal readonly record struct EntryKeys(ulong Guid, ulong Link)
{
    public static EntryKeys Of(string? guid, string? canonicalUrl) => new(
        guid is null ? 0 : Half(ArticleKey.OfGuid(guid)),
        canonicalUrl is null ? 0 : Half(ArticleKey.OfLink(canonicalUrl)));

    public static ulong Half(ArticleKey key) => key.Hash.High;
}
