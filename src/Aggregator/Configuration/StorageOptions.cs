namespace Aggregator.Configuration;

/// <summary>Where articles are kept, and how polls are grouped into commits.</summary>
internal sealed record StorageOptions
{
    [Setting(Min = "1", Max = "10000", Why = "Most polls in one transaction.")]
    public int BatchSize { get; init; } = 128;

    [Setting(Min = "0s", Max = "1s", Why = "How long a transaction waits for more polls to join it.")]
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    [Setting(Min = "100ms", Max = "5m", Why = "How long a write waits for another process that holds the database's lock.")]
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    [Setting(Min = "1", Max = "1000", Why = "Earlier texts kept for each article; the oldest go first.")]
    public int RevisionsKept { get; init; } = 20;
}
