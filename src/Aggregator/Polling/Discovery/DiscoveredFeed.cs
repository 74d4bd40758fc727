namespace Aggregator.Polling.Discovery;

/// <summary>A feed that was found, fetched and read.</summary>
/// <param name="Url">The address to subscribe to: where a permanent redirect led, otherwise as it was found.</param>
/// <param name="Title">As the feed calls itself, or its page calls it.</param>
/// <param name="Format">As <see cref="Parsing.ParsedFeed.Format"/>.</param>
/// <param name="Entries">Number of entries in the document.</param>
/// <param name="Newest">The newest date of an entry, or null.</param>
/// <param name="Origin">How it was found.</param>
internal sealed record DiscoveredFeed(Uri Url, string? Title, string Format, int Entries, DateTimeOffset? Newest, DiscoveryOrigin Origin);
