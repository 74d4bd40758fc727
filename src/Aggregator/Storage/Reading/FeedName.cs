using System.Text.Json;

namespace Aggregator.Storage.Reading;

/// <summary>What a reader shows of a feed besides its articles.</summary>
internal sealed record FeedName
{
    public long Id { get; init; }
    public string Url { get; init; } = "";
    public string Name { get; init; } = "";
    public string? SiteUrl { get; init; }
    public string Tags { get; init; } = "[]";

    public IReadOnlyList<string> TagList => [.. JsonSerializer.Deserialize(Tags, StorageJson.Default.IEnumerableString) ?? []];
}
