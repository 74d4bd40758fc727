namespace Aggregator.Storage.Reading;

/// <summary>A feed that carried an article.</summary>
internal sealed record ArticleSource
{
    public long FeedId { get; init; }
    public string FeedName { get; init; } = "";
    public string FeedUrl { get; init; } = "";
    public string? Guid { get; init; }

    /// <summary>The article's address in that feed.</summary>
    public string? Url { get; init; }
    public DateTimeOffset SeenAt { get; init; }
}
