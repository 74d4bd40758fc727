using System.Diagnostics;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>A feed that has been fetched, not yet read.</summary>
internal sealed record FetchedFeed(DueFeed Feed, FeedDefinition Definition, DateTimeOffset StartedAt, FetchOutcome Outcome)
{
    /// <summary>It was not fetched: a hub has pushed it.</summary>
    public bool IsPush { get; init; }

    /// <summary>The trace that it belongs to; null when nobody traces.</summary>
    public Activity? Trace { get; init; }
}
