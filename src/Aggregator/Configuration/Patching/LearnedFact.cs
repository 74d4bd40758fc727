namespace Aggregator.Configuration.Patching;

/// <summary>Something that polling taught about a listed feed and that its list does not say yet.</summary>
/// <param name="Url">Of the feed, as listed.</param>
/// <param name="MovedTo">Where its publisher has redirected for long enough, or null.</param>
/// <param name="GoneAt">When its publisher's word that it is gone for good was confirmed, or null.</param>
internal sealed record LearnedFact(string Url, string? MovedTo, DateTimeOffset? GoneAt);
