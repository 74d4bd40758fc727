namespace Aggregator.Storage;

/// <summary>A document that has nothing of the one before. Whether it is a gap, keys tell: every entry may merely have been edited.</summary>
/// <param name="Pages">Where to look for what was missed.</param>
/// <param name="Dates">When the document's entries were published, by their word; null where they do not say.</param>
internal sealed record SuspectedGap(MissedPages Pages, IReadOnlyList<DateTimeOffset?> Dates);
