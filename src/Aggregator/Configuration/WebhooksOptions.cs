using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>Who is called when articles change, and how patiently.</summary>
internal sealed record WebhooksOptions
{
    [Setting(Why = "Who is called: name, url, secret (or secretFile), and optionally kinds, tags, start (now or beginning).")]
    public ImmutableArray<WebhookEndpoint> Endpoints { get; init; } = [];

    [Setting(Min = "1", Max = "1000", Why = "Changes in one call, at most.")]
    public int BatchSize { get; init; } = 100;

    [Setting(Min = "10KB", Max = "100MB", Why = "Size of one call, at most; a single article that is larger goes alone.")]
    public long MaxBytes { get; init; } = 1024 * 1024;

    [Setting(Min = "1s", Max = "5m", Why = "How long a receiver may take to answer.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    [Setting(Min = "1s", Max = "1d", Why = "First wait after a call that was not taken; it doubles with each further one.")]
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(5);

    [Setting(Min = "1s", Max = "7d", Why = "Longest wait between two tries.")]
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromHours(1);

    [Setting(Min = "0s", Max = "30d", Why = "A batch that the receiver refuses (400, 413, 422 …) for so long becomes a dead letter, and the next one goes.")]
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromHours(6);

    [Setting(Min = "1m", Max = "365d", Why = "A receiver that takes nothing for so long is paused until it is replayed; nothing of what it misses is lost.")]
    public TimeSpan PauseAfter { get; init; } = TimeSpan.FromDays(5);
}
