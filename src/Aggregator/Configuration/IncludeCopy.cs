namespace Aggregator.Configuration;

/// <summary>What is known of the last good copy of an included list, beside its bytes.</summary>
/// <param name="Url">Where it came from.</param>
/// <param name="FetchedAt">When it was last seen to be up to date.</param>
/// <param name="ETag">For asking whether it has changed.</param>
/// <param name="LastModified">For asking whether it has changed.</param>
/// <param name="Origin">Who gave the two, when it was not the URL's own origin.</param>
internal sealed record IncludeCopy(string Url, DateTimeOffset FetchedAt, string? ETag, string? LastModified, string? Origin);
