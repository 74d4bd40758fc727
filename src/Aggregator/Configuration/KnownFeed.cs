namespace Aggregator.Configuration;

/// <summary>A feed that is no longer listed under its URL, with what may tell where it went.</summary>
/// <param name="Url">As it was listed.</param>
/// <param name="Title">As it was listed.</param>
/// <param name="Tags">As one text, only to be compared.</param>
/// <param name="Retired">It had left the lists before; only what an operator or the publisher says leads to it any more.</param>
/// <param name="RedirectsTo">Where its publisher sends readers for good, or null.</param>
internal sealed record KnownFeed(string Url, string? Title, string Tags, bool Retired, string? RedirectsTo);
