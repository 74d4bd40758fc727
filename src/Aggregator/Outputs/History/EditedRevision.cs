namespace Aggregator.Outputs.History;

/// <summary>A text of an article against the one before it.</summary>
/// <param name="Revision">Its number, from 1.</param>
/// <param name="ReplacedAt">When an edit ended it; null for the text of today.</param>
/// <param name="EditedAt">When it came in place of the one before; null for the first that is kept.</param>
/// <param name="Significance">What the edit that brought it changed; null for the first that is kept.</param>
/// <param name="Fields">What differs; of the first that is kept, all of it.</param>
/// <param name="IsFirst">The first that is kept.</param>
internal sealed record EditedRevision(long Revision, DateTimeOffset? ReplacedAt, DateTimeOffset? EditedAt, string? Significance, IReadOnlyList<FieldEdit> Fields, bool IsFirst);
