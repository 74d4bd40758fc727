namespace Aggregator.Outputs.Pages.Articles;

/// <summary>A page of articles.</summary>
/// <param name="Words">What is looked for; null for all.</param>
/// <param name="IsBestFirst">Whether they are in the order of how well they fit.</param>
/// <param name="Feed">Only of this feed, with its name.</param>
/// <param name="Articles">The page's.</param>
/// <param name="Next">The place where the next page begins; null at the end.</param>
internal sealed record ArticleTableModel(string? Words, bool IsBestFirst, (long Id, string Name)? Feed, IReadOnlyList<ArticleLine> Articles, string? Next)
{
    /// <summary>Why words cannot be looked for.</summary>
    public string? Refusal { get; init; }

    /// <summary>Which articles cannot be found by words yet.</summary>
    public string? Notice { get; init; }
}
