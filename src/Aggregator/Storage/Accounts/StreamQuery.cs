namespace Aggregator.Storage.Accounts;

/// <summary>Which articles of a stream an account wants, in the order in which they were stored.</summary>
internal sealed record StreamQuery(string Account, ArticleStream Stream)
{
    /// <summary>Only what is read, or is not; null is both.</summary>
    public bool? IsRead { get; init; }
    public bool? IsStarred { get; init; }

    /// <summary>First seen at or after.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>First seen at or before.</summary>
    public DateTimeOffset? Until { get; init; }
    public bool OldestFirst { get; init; }

    /// <summary>The last article of the page before.</summary>
    public long? After { get; init; }
    public int Limit { get; init; } = 20;
}
