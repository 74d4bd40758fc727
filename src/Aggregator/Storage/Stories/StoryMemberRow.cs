namespace Aggregator.Storage.Stories;

/// <summary>An article in a story, and why.</summary>
internal sealed record StoryMemberRow
{
    public long StoryId { get; init; }
    public long ArticleId { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
    public string FeedName { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }
    public string Reason { get; init; } = "";
    public double Score { get; init; }
    public long? MatchId { get; init; }
}
