namespace Aggregator.Deduplicating.Stories;

/// <summary>An article under a value of the index.</summary>
/// <param name="Order">See <see cref="StoryArticle.Order"/>.</param>
/// <param name="Article">Its number.</param>
/// <param name="Feed">Its feed.</param>
internal readonly record struct StoryPlace(long Order, long Article, long Feed);
