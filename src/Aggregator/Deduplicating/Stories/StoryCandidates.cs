namespace Aggregator.Deduplicating.Stories;

/// <summary>Articles that are worth a closer look.</summary>
/// <param name="Copies">Their text may be the same.</param>
/// <param name="Events">They may tell of the same event.</param>
internal sealed record StoryCandidates(IReadOnlyList<long> Copies, IReadOnlyList<long> Events);
