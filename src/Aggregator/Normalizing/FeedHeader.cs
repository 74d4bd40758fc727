using System.Collections.Immutable;

namespace Aggregator.Normalizing;

/// <summary>What a feed says of itself, made safe in the same way as its articles.</summary>
internal sealed record FeedHeader
{
    public string? Title { get; init; }

    /// <summary>Plain text.</summary>
    public string? Description { get; init; }
    public string? SiteUrl { get; init; }
    public string? FeedUrl { get; init; }
    public string? HubUrl { get; init; }
    public string? NextPageUrl { get; init; }
    public string? Language { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public string? ImageUrl { get; init; }
    public string? IconUrl { get; init; }
    public ImmutableArray<Person> Authors { get; init; } = [];
    public ImmutableArray<string> Categories { get; init; } = [];
}
