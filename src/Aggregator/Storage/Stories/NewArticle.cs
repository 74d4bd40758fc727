using Aggregator.Normalizing;

namespace Aggregator.Storage.Stories;

/// <summary>An article that this transaction has created.</summary>
internal sealed record NewArticle(long Id, long Feed, ArticleDraft Draft, DateTimeOffset PublishedAt, DateTimeOffset SeenAt);
