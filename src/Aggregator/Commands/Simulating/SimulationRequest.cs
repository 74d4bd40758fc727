using Aggregator.Configuration;

namespace Aggregator.Commands.Simulating;

/// <summary>What to simulate.</summary>
internal sealed record SimulationRequest
{
    public required SimulatedSchedule Schedule { get; init; }

    /// <summary>As the daemon would have them: bounds, freshness.</summary>
    public required PollingOptions Options { get; init; }

    /// <summary>Of <see cref="SimulatedSchedule.Fixed"/>.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Entries that a document holds; null is all.</summary>
    public int? Window { get; init; }

    /// <summary>Hours of each trace that are learned from and not counted.</summary>
    public double Learning { get; init; } = 60 * 24;

    /// <summary>Nothing before counts. Hours since 1970.</summary>
    public double CountedFrom { get; init; }
}
