namespace Aggregator.Normalizing;

/// <summary>A file that comes with an article: http(s) URL, media type, positive size in bytes.</summary>
internal sealed record Enclosure(string Url, string? Type, long? Length);
