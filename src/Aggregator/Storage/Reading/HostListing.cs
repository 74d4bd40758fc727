namespace Aggregator.Storage.Reading;

/// <summary>A host that feeds are on.</summary>
internal sealed record HostListing
{
    public string Host { get; init; } = "";
    public long Feeds { get; init; }
    public long ActiveFeeds { get; init; }

    /// <summary>Feeds whose last poll failed.</summary>
    public long FailingFeeds { get; init; }

    /// <summary>It is left alone until then.</summary>
    public DateTimeOffset? NotBefore { get; init; }
    public string? Why { get; init; }
}
