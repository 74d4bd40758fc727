using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>Running sums of polls, for progress lines and summaries.</summary>
internal sealed record PollTotals
{
    public int Polls { get; init; }

    /// <summary>304s and known bodies.</summary>
    public int Unchanged { get; init; }
    public int Failed { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Known { get; init; }
    public long Bytes { get; init; }
    public int HeldBack { get; init; }

    /// <summary>Not made: the daemon stopped, or the feed left the lists.</summary>
    public int Abandoned { get; init; }

    public PollTotals With(StoredPoll stored)
    {
        var outcome = stored.Failure is null ? stored.Poll.Outcome : PollOutcome.Failed;
        return this with
        {
            Polls = Polls + 1,
            Unchanged = Unchanged + (outcome is PollOutcome.NotModified or PollOutcome.SameBody or PollOutcome.SameEntries ? 1 : 0),
            Failed = Failed + (outcome == PollOutcome.Failed ? 1 : 0),
            Created = Created + stored.Created,
            Updated = Updated + stored.Updated,
            Known = Known + stored.Known,
            Bytes = Bytes + stored.Poll.BytesReceived,
        };
    }

    public PollTotals With(PollEnd end) => end switch
    {
        PollEnd.Made made => With(made.Stored),
        PollEnd.HeldBack => this with { HeldBack = HeldBack + 1 },
        _ => this with { Abandoned = Abandoned + 1 },
    };
}
