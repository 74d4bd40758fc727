using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Feeds;

/// <summary>Which page of which merged feed somebody wants, and how.</summary>
/// <param name="Id">What makes it this feed and no other, whatever its pages and formats.</param>
/// <param name="Title">Shown by readers.</param>
/// <param name="Query">Its articles.</param>
internal sealed record MergedFeedWish(string Id, string Title, ArticleQuery Query)
{
    /// <summary>Without contents.</summary>
    public bool IsShort { get; init; }

    /// <summary>Of each story only the article that was published first.</summary>
    public bool IsOnce { get; init; }
    public string? SelfUrl { get; init; }
    public string? SiteUrl { get; init; }
    public string? HubUrl { get; init; }

    /// <summary>Where the page after an article is; null without an article: the first page.</summary>
    public Func<ArticlePlace?, string> Page { get; init; } = _ => "";
}
