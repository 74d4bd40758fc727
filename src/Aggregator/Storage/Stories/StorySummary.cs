namespace Aggregator.Storage.Stories;

/// <summary>A story as a person wants to see it, by its representative: the member that was published first.</summary>
internal sealed record StorySummary
{
    public long Id { get; init; }
    public long RepresentativeId { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Feeds that carry a member.</summary>
    public long Sources { get; init; }
    public IReadOnlyList<StoryMemberRow> Members { get; init; } = [];
}
