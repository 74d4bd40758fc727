using Microsoft.Extensions.Logging;

namespace Aggregator.Configuration;

/// <summary>What the daemon says, and in which form.</summary>
internal sealed record LoggingOptions
{
    [Setting(Why = "text, json, or auto: text on a terminal, JSON lines otherwise.")]
    public LogFormat Format { get; init; } = LogFormat.Auto;

    [Setting(Why = "Least severity that is logged.")]
    public LogLevel Level { get; init; } = LogLevel.Information;

    [Setting(Min = "1s", Max = "1d", Why = "Time between two progress lines.")]
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMinutes(1);
}
