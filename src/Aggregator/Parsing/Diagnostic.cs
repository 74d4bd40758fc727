namespace Aggregator.Parsing;

/// <summary>One thing that was wrong with a document, by a stable code (kept with the poll, counted in metrics).</summary>
internal sealed record Diagnostic(DiagnosticCode Code, string Detail);
