namespace Aggregator.Outputs.Feeds;

/// <summary>A feed that somebody asked for.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Write">Writes its first page as it is now; null when there is no such feed any more.</param>
/// <param name="Told">Validator of what the hub knows.</param>
/// <param name="Asked">Grows with every request.</param>
internal sealed record AskedFeed(string Url, Func<WrittenFeed?> Write, string Told, long Asked);
