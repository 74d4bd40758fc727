namespace Aggregator.Parsing;

/// <summary>A file that comes with an entry.</summary>
/// <param name="Url">Where it is, resolved.</param>
/// <param name="Type">Its media type as written, or null.</param>
/// <param name="Length">Its size in bytes, positive, or null.</param>
internal sealed record ParsedEnclosure(string Url, string? Type, long? Length);
