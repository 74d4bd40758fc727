namespace Aggregator.Storage.Deliveries;

/// <summary>A page whose text is wanted.</summary>
internal sealed record PageTask
{
    public long ArticleId { get; init; }
    public long Revision { get; init; }
    public long FeedId { get; init; }
    public string FeedUrl { get; init; } = "";
    public string Url { get; init; } = "";

    /// <summary>Host and port of the URL.</summary>
    public string Host { get; init; } = "";

    /// <summary>Tries so far.</summary>
    public int Tries { get; init; }

    /// <summary>Failures in a row that concern its host.</summary>
    public int HostFailures { get; init; }
}
