namespace Aggregator.Configuration;

/// <summary>A feed that is listed under another URL than before.</summary>
/// <param name="From">The URL under which it was known.</param>
/// <param name="To">The URL under which it is listed.</param>
/// <param name="Why">What tells so, in words.</param>
internal sealed record FeedMove(string From, string To, string Why);
