namespace Aggregator.Configuration.Exchange;

/// <summary>What became of one feed of an import.</summary>
/// <param name="Location">Where it stands in what was imported.</param>
/// <param name="Url">As written there, for people: without its secrets.</param>
/// <param name="Refusal">Why it was left out; null when it was taken.</param>
internal sealed record ImportedRow(SourceLocation Location, string Url, string? Title, string? Refusal);
