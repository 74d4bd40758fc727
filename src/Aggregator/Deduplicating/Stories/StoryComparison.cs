namespace Aggregator.Deduplicating.Stories;

/// <summary>An article and one that it may tell the same news as.</summary>
/// <param name="Other">The earlier article.</param>
/// <param name="Alignment">What their texts have in common; null when only their headlines were compared.</param>
/// <param name="EventScore">See <see cref="SameEventRule"/>; 0 when it is not asked.</param>
internal sealed record StoryComparison(StoryArticle Other, Alignment? Alignment, double EventScore);
