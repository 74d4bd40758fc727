namespace Aggregator.Outputs.Rest;

/// <summary>A feed that carried an article, and how it named it.</summary>
internal sealed record SourceShape(long FeedId, string Feed, string FeedUrl, string? Guid, string? Url, DateTimeOffset Seen);
