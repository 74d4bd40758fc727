namespace Aggregator.Storage.Reading;

/// <summary>Where an article stands in a list; the next page begins behind it, whatever came in between.</summary>
internal sealed record ArticlePlace
{
    public DateTimeOffset PublishedAt { get; init; }
    public long Id { get; init; }
}
