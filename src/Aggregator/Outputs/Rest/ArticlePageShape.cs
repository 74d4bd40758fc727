using System.Diagnostics.CodeAnalysis;

namespace Aggregator.Outputs.Rest;

/// <summary>
/// Some articles; <paramref name="Next"/> is the cursor of the next page, null at the end. <paramref name="Notice"/>, in answers to words only, says which articles could not be
/// found yet; null when all can be.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Only its shape is used.")]
internal sealed record ArticlePageShape(IReadOnlyList<ArticleShape> Articles, string? Next, string? Notice = null);
