namespace Aggregator.Configuration;

/// <summary>How feed lists are taken over.</summary>
internal sealed record ListsOptions
{
    [Setting(Min = "0", Max = "100", Why = "Share of the feeds, in percent, that one reload may retire; more is refused until confirmed.")]
    public int MaxRetiredPercent { get; init; } = 50;

    [Setting(Min = "0s", Max = "1m", Why = "Quiet time after a change of a file before the lists are read again.")]
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMilliseconds(300);

    [Setting(Min = "5m", Max = "30d", Why = "Time between two looks at an included list; asked conditionally.")]
    public TimeSpan IncludeInterval { get; init; } = TimeSpan.FromHours(1);
}
