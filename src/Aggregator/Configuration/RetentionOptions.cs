namespace Aggregator.Configuration;

/// <summary>What is kept. What a feed still serves is never removed, whatever is set here.</summary>
internal sealed record RetentionOptions
{
    [Setting(Min = "0s", Max = "36500d", Why = "Articles published and first seen longer ago are removed; 0 keeps them for ever.")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.Zero;

    [Setting(Min = "0", Max = "10000000", Why = "Most articles of each feed, the latest are kept; 0 is no limit.")]
    public int MaxArticlesPerFeed { get; init; }

    [Setting(Min = "0", Max = "10000000", Why = "Most megabytes that the database may fill; the oldest articles go first. 0 is no limit.")]
    public int MaxMegabytes { get; init; }
}
