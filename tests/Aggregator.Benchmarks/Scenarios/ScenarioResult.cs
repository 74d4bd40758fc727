namespace Aggregator.Benchmarks.Scenarios;

/// <summary>One line of the table. Sizes are in bytes.</summary>
internal sealed record ScenarioResult
{
    public required string Scenario { get; init; }
    public double WallSeconds { get; init; }
    public double UserSeconds { get; init; }
    public double SystemSeconds { get; init; }
    public double CpuSeconds => UserSeconds + SystemSeconds;

    /// <summary>CPU over all polls, start-up included.</summary>
    public double MicrosecondsPerFeed { get; init; }
    public long PeakBytes { get; init; }
    public long Requests { get; init; }
    public long ReceivedBytes { get; init; }

    /// <summary>In the database after the round; of a floor, what it counted.</summary>
    public long Articles { get; init; }
    public long DatabaseBytes { get; init; }

    /// <summary>Counts that are not what they must be, in words; empty when all are.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    /// <summary>The round of middling CPU, with what was wrong in any of them.</summary>
    public static ScenarioResult Middle(IReadOnlyList<ScenarioResult> rounds) =>
        rounds.OrderBy(round => round.CpuSeconds).ElementAt(rounds.Count / 2) with { Wrong = [.. rounds.SelectMany(round => round.Wrong)] };
}
