using Aggregator.Deduplicating.Edits;

namespace Aggregator.Outputs.History;

/// <summary>Words that stayed, came or went.</summary>
internal readonly record struct TextRun(DiffKind Kind, string Text);
