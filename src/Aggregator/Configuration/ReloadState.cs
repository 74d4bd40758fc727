using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>How the last attempt to take over the lists ended, for health, metrics and status. Immutable.</summary>
internal sealed record ReloadState
{
    public required ReloadResult Result { get; init; }

    /// <summary>When the catalog in force was loaded.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>When the last attempt ended, whatever came of it.</summary>
    public required DateTimeOffset AttemptedAt { get; init; }

    /// <summary>What is wrong with the lists on disk; empty when good.</summary>
    public ImmutableArray<ConfigurationError> Errors { get; init; } = [];

    /// <summary>Feeds that a refused reload would retire.</summary>
    public int RetiringFeeds { get; init; }

    /// <summary>Attempts since start that were taken over, and that were not.</summary>
    public long Accepted { get; init; }
    public long Refused { get; init; }
}
