using System.Collections.Immutable;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>Why a feed is polled when it is.</summary>
internal sealed record PollExplanation
{
    public required DueFeed Feed { get; init; }

    /// <summary>When it is polled next if nothing comes in between: its own time, or its host's when that is later.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Stable code of what decided; <c>Held</c> when the host is what it waits for.</summary>
    public required string Reason { get; init; }
    public required string Why { get; init; }

    /// <summary>Everybody's wish as of the end of the last visit. Empty before the first.</summary>
    public required ImmutableArray<ExplainedInput> Inputs { get; init; }

    /// <summary>How long the next failure of the same kind would silence it; null while nothing fails.</summary>
    public TimeSpan? NextStep { get; init; }
    public required HostBudget Budget { get; init; }

    /// <summary>It will be asked without validators although it has some.</summary>
    public required bool DoubtsValidators { get; init; }

    /// <summary>When the place that permanent redirects lead to now is believed, should they stay.</summary>
    public DateTimeOffset? BelievedAt { get; init; }
}
