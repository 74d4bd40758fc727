namespace Aggregator.Storage.Reading;

/// <summary>An article that was found.</summary>
/// <param name="Article">The article.</param>
/// <param name="Score">The higher the better.</param>
/// <param name="Snippet">The part of its text where it was found.</param>
internal sealed record SearchHit(ArticleRow Article, double Score, string Snippet);
