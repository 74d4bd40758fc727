namespace Aggregator.Storage.Reading;

/// <summary>A tag, and how many feeds have it; none when only rules give it to articles.</summary>
internal sealed record TagSummary
{
    public string Tag { get; init; } = "";
    public long Feeds { get; init; }
}
