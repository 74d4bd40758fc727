using System.Diagnostics.CodeAnalysis;

namespace Aggregator.Outputs.Rest;

/// <summary>An article with the feeds that carried it, the first one first, and its earlier texts, the earliest first.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Only its shape is used.")]
internal sealed record ArticleDetailShape(long Id, IReadOnlyList<SourceShape> Sources, IReadOnlyList<RevisionShape> Revisions) : ArticleShape(Id);
