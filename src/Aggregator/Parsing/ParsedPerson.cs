namespace Aggregator.Parsing;

/// <summary>An author as written. <c>a@b (N)</c>, <c>N (a@b)</c> and <c>N &lt;a@b&gt;</c> are already split.</summary>
internal sealed record ParsedPerson(ParsedText? Name, string? Email, string? Url);
