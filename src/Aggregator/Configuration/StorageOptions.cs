namespace Aggregator.Configuration;

/// <summary>Where articles are kept, and how polls are grouped into commits.</summary>
internal sealed record StorageOptions
{
    [Setting(Why = "SQLite is a file in the data directory, for one daemon. On PostgreSQL any number of daemons share the work.")]
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    [Setting(Why = "Where PostgreSQL is: `postgres://user:password@host:5432/database` or `Host=…;Username=…;Password=…;Database=…`. A secret: better in a file, by `ConnectionString_FILE`.")]
    public string? ConnectionString { get; init; }

    [Setting(Min = "5s", Max = "1h", Why = "How long the hosts that a daemon polls stay its own when it gives no sign of life; then others take them over. PostgreSQL only.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    [Setting(Min = "1", Max = "10000", Why = "Most polls in one transaction.")]
    public int BatchSize { get; init; } = 128;

    [Setting(Min = "0s", Max = "1s", Why = "How long a transaction waits for more polls to join it.")]
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    [Setting(Min = "100ms", Max = "5m", Why = "How long a write waits for another process that holds the database's lock.")]
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    [Setting(Why = "Whether articles can be found by their words. Without, a new article costs less and takes less room, and `search` and `q=` are refused; when it is true again, what is stored is read into the index in the background, and until then whoever looks for words is told that older articles are missing (`notice` in the API's answers).")]
    public bool IndexWords { get; init; } = true;

    [Setting(Min = "1", Max = "1000", Why = "Earlier texts kept for each article; the oldest go first.")]
    public int RevisionsKept { get; init; } = 20;
}
