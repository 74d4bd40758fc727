using System.Text.Json;

namespace Aggregator.Storage.Figures;

/// <summary>What one taking over of the feed lists changed.</summary>
internal sealed record ListChange
{
    public DateTimeOffset At { get; init; }
    public long Added { get; init; }
    public long Changed { get; init; }

    /// <summary>Feeds that go on under another URL.</summary>
    public long Moved { get; init; }
    public long Retired { get; init; }

    /// <summary>JSON.</summary>
    public string Sample { get; init; } = "[]";

    /// <summary>URLs of the first of them; they may hold secrets.</summary>
    public IReadOnlyList<string> Urls => JsonSerializer.Deserialize(Sample, StorageJson.Default.IEnumerableString)?.ToList() ?? [];
}
