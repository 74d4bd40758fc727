namespace Aggregator.Outputs.Publishing;

/// <summary>One file of a site.</summary>
/// <param name="Path">Relative, with slashes.</param>
/// <param name="Content">All of it.</param>
internal sealed record SiteFile(string Path, string Content);
