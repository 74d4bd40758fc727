namespace Aggregator.Storage;

/// <summary>Which articles are wanted; null does not restrict.</summary>
internal sealed record ArticleFilter
{
    /// <summary>Carried by one of these feeds.</summary>
    public IEnumerable<long>? Feeds { get; init; }

    /// <summary>Carried by a feed with this tag, or given it by a rule.</summary>
    public string? Tag { get; init; }

    /// <summary>Published at or after.</summary>
    public DateTimeOffset? Since { get; init; }
    public int Limit { get; init; } = 50;
}
