using System.Diagnostics.CodeAnalysis;

namespace Aggregator.Outputs.Rest;

/// <summary>Some articles; <paramref name="Next"/> is the cursor of the next page, null at the end.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Only its shape is used.")]
internal sealed record ArticlePageShape(IReadOnlyList<ArticleShape> Articles, string? Next);
