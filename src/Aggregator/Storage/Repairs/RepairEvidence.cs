using System.Collections.Immutable;

namespace Aggregator.Storage.Repairs;

/// <summary>Why an article was taken for one that had another guid.</summary>
/// <param name="Rule">The rule that recognised it.</param>
/// <param name="Guid">The new guid.</param>
/// <param name="EarlierGuidHash">Hash of the guid before.</param>
/// <param name="EarlierTitle">The title before.</param>
/// <param name="Agreed">What was the same.</param>
internal sealed record RepairEvidence(string Rule, string? Guid, string? EarlierGuidHash, string? EarlierTitle, ImmutableArray<string> Agreed);
