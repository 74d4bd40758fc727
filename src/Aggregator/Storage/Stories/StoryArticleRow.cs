using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>A stored article as far as telling stories needs it.</summary>
internal sealed record StoryArticleRow
{
    /// <summary>Of articles a; of two texts the one that is read.</summary>
    public const string Columns =
        "a.id, a.feed_id, a.title, a.content, CASE WHEN a.content IS NULL OR LENGTH(a.summary) > LENGTH(a.content) THEN a.summary END AS summary, a.published_at, a.seen_at";

    public long Id { get; init; }
    public long FeedId { get; init; }
    public string? Title { get; init; }
    public string? Content { get; init; }
    public string? Summary { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public long? StoryId { get; init; }

    public StoryArticle ToArticle() => new()
    {
        Id = Id,
        Order = Id,
        Feed = FeedId,
        PublishedAt = PublishedAt,
        SeenAt = SeenAt,
        Text = StoryText.Of(Title, Content, Summary),
        Story = StoryId,
    };
}
