namespace Aggregator.Storage.Search;

/// <summary>What a transaction leaves to do for an index of words that is kept beside the database.</summary>
/// <param name="Documents">New articles, by their numbers.</param>
/// <param name="HasEdits">Articles that the index knows have other words now, and are to be read again.</param>
internal sealed record SearchWork(IReadOnlyList<SearchDocument> Documents, bool HasEdits)
{
    public static readonly SearchWork None = new([], HasEdits: false);

    public bool IsNone => Documents.Count == 0 && !HasEdits;
}
