using Aggregator.Storage;

namespace Aggregator.Outputs.Pages.Articles;

/// <summary>An article in a list.</summary>
/// <param name="Article">The article.</param>
/// <param name="Snippet">The part of its text where it was found; its beginning when nothing was looked for.</param>
internal sealed record ArticleLine(ArticleRow Article, string Snippet);
