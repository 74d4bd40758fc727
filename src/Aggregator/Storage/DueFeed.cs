namespace Aggregator.Storage;

/// <summary>A feed that was claimed for one poll.</summary>
internal sealed record DueFeed
{
    public required long Id { get; init; }
    public required string Url { get; init; }

    /// <summary>Of the URL that is polled.</summary>
    public required string Host { get; init; }

    /// <summary>The list's title, else the feed's own, else the URL.</summary>
    public required string Name { get; init; }
    public required FeedState State { get; init; }

    /// <summary>The list's URL, or where permanent redirects have proven to lead.</summary>
    public string PolledUrl => State.Redirects.PolledUrl ?? Url;

    /// <summary>What is remembered of its host, or null.</summary>
    public HostHold? HostHold { get; init; }
}
