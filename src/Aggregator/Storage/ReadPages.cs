namespace Aggregator.Storage;

/// <summary>Older pages that one poll read because its feed has a gap.</summary>
/// <param name="Count">How many.</param>
/// <param name="Closed">The last one reached what was known, or the end: nothing is missing any more.</param>
/// <param name="IsNewGap">This poll found the gap; else an earlier one did.</param>
internal sealed record ReadPages(int Count, bool Closed, bool IsNewGap);
