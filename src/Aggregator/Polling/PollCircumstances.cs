using Aggregator.Configuration;
using Aggregator.Fetching;

namespace Aggregator.Polling;

/// <summary>Everything that the next poll of a feed is decided by.</summary>
internal sealed record PollCircumstances
{
    public required FeedDefinition Feed { get; init; }

    /// <summary>Seeds the jitter: feeds that failed together do not come back together.</summary>
    public required long FeedId { get; init; }

    /// <summary>The end of the last visit, which waits count from.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Its beginning, where that is known: the floor counts from here.</summary>
    public DateTimeOffset? StartedAt { get; init; }
    public PublisherHints Hints { get; init; } = PublisherHints.None;

    /// <summary>The server can be asked "changed since?".</summary>
    public bool HasValidators { get; init; } = true;
    public DateTimeOffset? PushedUntil { get; init; }

    /// <summary>Null after a visit that worked.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>HTTP status of a failure, where there was one.</summary>
    public int? Status { get; init; }

    /// <summary>Failures in a row, the last one included.</summary>
    public int Failures { get; init; }

    /// <summary>More than one 410, at least a day apart.</summary>
    public bool GoneConfirmed { get; init; }
}
