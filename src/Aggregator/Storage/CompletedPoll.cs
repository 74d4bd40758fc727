using System.Collections.Immutable;
using System.Diagnostics;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Normalizing;

namespace Aggregator.Storage;

/// <summary>Everything that one poll has to say to the database. Stored as a whole or not at all.</summary>
internal sealed record CompletedPoll
{
    public required DueFeed Feed { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required TimeSpan Duration { get; init; }
    public required PollOutcome Outcome { get; init; }
    public int? Status { get; init; }
    public long BytesReceived { get; init; }

    /// <summary>Why it failed, or what else is worth knowing; one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The limit that ended the visit, or null.</summary>
    public FetchBound? Bound { get; init; }

    /// <summary>Codes of what was wrong with the document, with their counts.</summary>
    public string? Diagnostics { get; init; }

    /// <summary>Entries in the document.</summary>
    public int Entries { get; init; }

    /// <summary>The feed's state after this poll.</summary>
    public required FeedState State { get; init; }

    /// <summary>A hub brought the document; nobody was visited.</summary>
    public bool IsPush { get; init; }

    /// <summary>The state instead when new articles turn up that a hub should have pushed; null when none is to push.</summary>
    public FeedState? WhenMissing { get; init; }

    /// <summary>What the host that answered is to be left alone for, or null. It is another than the feed's after a redirect.</summary>
    public HostHold? HostHold { get; init; }

    /// <summary>When the feed's host may be contacted next by mere pacing, or null when nothing is paced.</summary>
    public HostHold? HostPace { get; init; }

    /// <summary>What the feed says of itself; null when no document was parsed.</summary>
    public FeedHeader? Header { get; init; }

    /// <summary>The entries that the last document did not have, oldest first.</summary>
    public ImmutableArray<Sighting> Sightings { get; init; } = [];

    /// <summary>How much of memory and of a transaction it takes: its entries, each counted once, and once more for every 2,000 characters of text.</summary>
    public int Weight => Sightings.IsDefaultOrEmpty ? 0 : Sightings.Sum(s => 1 + (((s.Draft.Content?.Length ?? 0) + (s.Draft.Summary?.Length ?? 0)) / 2_000));

    /// <summary>Null when the document has something of the one before, or nobody could look for what was missed.</summary>
    public SuspectedGap? Suspected { get; init; }

    /// <summary>What was read beside the document to close a gap; its entries are among the sightings. Null without.</summary>
    public ReadPages? Pages { get; init; }

    /// <summary>The trace that it belongs to; null when nobody traces.</summary>
    public Activity? Trace { get; init; }

    /// <summary>The ids of all entries; null without sightings.</summary>
    public DocumentKeys? Document { get; init; }

    /// <summary>
    /// What to store instead when storing this poll fails: nothing of the document, the validators of before, so that it is fetched again.
    /// </summary>
    public CompletedPoll Unstorable(string reason) => new()
    {
        Feed = Feed,
        StartedAt = StartedAt,
        Duration = Duration,
        Outcome = PollOutcome.Failed,
        Status = Status,
        BytesReceived = BytesReceived,
        Reason = reason,
        Bound = Bound,
        State = Feed.State with
        {
            NextPollAt = State.NextPollAt,
            NextPollWhy = "tried again after it could not be stored",
            NextPollReason = State.NextPollReason,
            NotBefore = State.NotBefore,
            AnsweredAt = State.AnsweredAt,
            FreshFor = State.FreshFor,
            RetryAfter = State.RetryAfter,
            LastPollAt = State.LastPollAt,
            Polls = State.Polls,
            Failures = Feed.State.Failures + 1,
            FailureClass = FailureClass.Internal,
            FailureReason = reason,
        },
        HostHold = HostHold,
        HostPace = HostPace,
        Trace = Trace,
    };
}
