namespace Aggregator.Storage.Edits;

/// <summary>A text that an article had.</summary>
/// <param name="Revision">Its number, from 1.</param>
/// <param name="ReplacedAt">When an edit ended it; null for the text of today.</param>
/// <param name="Significance">What that edit changed.</param>
internal sealed record ArticleRevision(
    long Revision, DateTimeOffset? ReplacedAt, string? Significance, string? Title, string? Url, string? Summary, string? Content);
