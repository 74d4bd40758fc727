namespace Aggregator.Deduplicating.Stories;

/// <summary>An article that came into a story.</summary>
/// <param name="Article">The article.</param>
/// <param name="Reason">Why.</param>
/// <param name="Score">How alike it and its match are, from 0 to 1.</param>
/// <param name="Match">The article that it is like; null for the first.</param>
internal sealed record StoryMember(StoryArticle Article, StoryReason Reason, double Score, long? Match);
