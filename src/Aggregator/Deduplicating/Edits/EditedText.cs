namespace Aggregator.Deduplicating.Edits;

/// <summary>Of an article, what a publisher can edit.</summary>
/// <param name="Title">Plain text.</param>
/// <param name="Url">The link.</param>
/// <param name="Summary">Sanitised HTML.</param>
/// <param name="Content">Sanitised HTML.</param>
/// <param name="Attributes">Authors, categories (sorted) and enclosures, written in any one way.</param>
internal sealed record EditedText(string? Title, string? Url, string? Summary, string? Content, string Attributes);
