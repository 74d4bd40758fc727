namespace Aggregator.Storage;

/// <summary>How many feeds are how, and when something last went well.</summary>
internal sealed record FeedCounts
{
    /// <summary>By the words of <see cref="FeedHealth"/>; only those that some feed has.</summary>
    public IReadOnlyDictionary<string, long> ByHealth { get; init; } = new Dictionary<string, long>();
    public DateTimeOffset? LastSuccessAt { get; init; }
    public DateTimeOffset? NextPollAt { get; init; }

    /// <summary>Those that are polled.</summary>
    public long Active => ByHealth.Where(count => count.Key is not (FeedHealth.Paused or FeedHealth.Retired)).Sum(count => count.Value);

    public long Of(string health) => ByHealth.GetValueOrDefault(health);
}
