namespace Aggregator.Commands.Simulating;

/// <summary>Schedules that can be simulated.</summary>
internal enum SimulatedSchedule
{
    /// <summary>Interval <c>auto</c>, as the daemon plans it.</summary>
    Auto,

    /// <summary>Each feed as its list and the settings have it.</summary>
    Listed,

    /// <summary>The same interval for all feeds, as the daemon plans it.</summary>
    Fixed,

    /// <summary>Miniflux's <c>entry_frequency</c>: the mean gap of the last seven days.</summary>
    Miniflux,
}
