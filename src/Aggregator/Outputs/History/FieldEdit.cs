namespace Aggregator.Outputs.History;

/// <summary>What became of one part of an article's text.</summary>
/// <param name="Name">title, link, text.</param>
/// <param name="Runs">In the order in which they are read.</param>
internal sealed record FieldEdit(string Name, IReadOnlyList<TextRun> Runs);
