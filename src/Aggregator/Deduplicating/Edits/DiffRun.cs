namespace Aggregator.Deduplicating.Edits;

/// <summary>A run of words that both texts have, or only one of them.</summary>
/// <param name="Kind">Whose words.</param>
/// <param name="Start">The first word: of the new text when both have it or it was added, of the old one when it was removed.</param>
/// <param name="Length">How many words.</param>
internal readonly record struct DiffRun(DiffKind Kind, int Start, int Length);
