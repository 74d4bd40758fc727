using System.Diagnostics.CodeAnalysis;

namespace Aggregator.Outputs.Rest;

/// <summary>Some changes; <paramref name="Cursor"/> is what to ask after next.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Only its shape is used.")]
internal sealed record ChangePageShape(IReadOnlyList<ChangeShape> Changes, long Cursor);
