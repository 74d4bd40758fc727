namespace Aggregator.Storage;

/// <summary>Pages of older entries that a gap makes worth reading, as far as that is still to be done.</summary>
/// <param name="Url">The next one.</param>
/// <param name="Since">The visit that found the gap; what was seen before it ends the search.</param>
/// <param name="Left">At most so many more.</param>
internal sealed record MissedPages(string Url, DateTimeOffset Since, int Left);
