namespace Aggregator.Storage;

/// <summary>An article as it is kept, with the feed that brought it first. Lists are JSON.</summary>
internal sealed record ArticleRow
{
    public long Id { get; init; }
    public string? Url { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public string? Content { get; init; }

    /// <summary>The text of the article's page, sanitised; null when there is none.</summary>
    public string? FullText { get; init; }
    public string? Language { get; init; }
    public string? ImageUrl { get; init; }
    public string? CommentsUrl { get; init; }
    public string Authors { get; init; } = "[]";
    public string Categories { get; init; } = "[]";
    public string Enclosures { get; init; } = "[]";
    public DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public long Revision { get; init; }
    public long FeedId { get; init; }
    public string FeedName { get; init; } = "";
    public string FeedUrl { get; init; } = "";

    /// <summary>Those of the feed and its own.</summary>
    public string Tags { get; init; } = "[]";

    /// <summary>Those that rules gave it.</summary>
    public string OwnTags { get; init; } = "[]";

    /// <summary>The story that it is in.</summary>
    public long? StoryId { get; init; }
    public string? StoryReason { get; init; }
    public double StoryScore { get; init; }
}
