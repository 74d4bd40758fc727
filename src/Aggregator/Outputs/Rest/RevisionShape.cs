namespace Aggregator.Outputs.Rest;

/// <summary>A text that an article had, and what the edit that replaced it changed.</summary>
internal sealed record RevisionShape(long Revision, DateTimeOffset Replaced, string? Significance, string? Title, string? Url, string? Summary, string? Content);
