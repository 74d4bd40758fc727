namespace Aggregator.Configuration;

/// <summary>A list somewhere else that ours include.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Location">Where it is included.</param>
/// <param name="HasCopy">Whether its feeds are in the catalog: it has been fetched at least once.</param>
internal sealed record IncludedList(string Url, SourceLocation Location, bool HasCopy);
