namespace Aggregator.Outputs.Feeds;

/// <summary>A page of articles of many feeds, as a feed.</summary>
internal sealed record MergedFeed
{
    /// <summary>Stays for ever, wherever the daemon moves.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }

    /// <summary>Where this page is; null when nobody knows.</summary>
    public string? SelfUrl { get; init; }

    /// <summary>A page for people; null when there is none.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>The newest page, when this is another (RFC 5005 §3).</summary>
    public string? FirstUrl { get; init; }

    /// <summary>The next older page; null on the last.</summary>
    public string? NextUrl { get; init; }

    /// <summary>The hub that tells subscribers what is new; null when none is configured.</summary>
    public string? HubUrl { get; init; }

    /// <summary>When an article of the page changed last.</summary>
    public DateTimeOffset Updated { get; init; }
    public IReadOnlyList<MergedArticle> Articles { get; init; } = [];
}
