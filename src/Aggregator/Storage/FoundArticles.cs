using Aggregator.Deduplicating;

namespace Aggregator.Storage;

/// <summary>What a poll's entries turned out to be.</summary>
internal sealed record FoundArticles
{
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Known { get; init; }

    /// <summary>From publication to here, see <see cref="StoredPoll.Delays"/>.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } = [];

    /// <summary>See <see cref="StoredPoll.IsGap"/>.</summary>
    public bool IsGap { get; init; }

    public static FoundArticles Of(CompletedPoll poll, IReadOnlyCollection<Decision> decisions, int created, int updated) => new()
    {
        Created = created,
        Updated = updated,
        Known = decisions.Count - created - updated,
        Delays = poll.Feed.State.Polls == 0 ? []
            : [.. decisions.OfType<Decision.Created>().Where(news => news.Dated).Select(news => poll.StartedAt - news.PublishedAt)],
        IsGap = poll.Pages is { IsNewGap: true } || IsGapBefore(poll, decisions),
    };

    /// <summary>
    /// Every entry is new to the feed, and there was a document before. A single entry tells nothing: some feeds never have two. A delta and a push have only
    /// news by definition. Entries under new guids are found by their links, and what rules dropped is not counted as new.
    /// </summary>
    private static bool IsGapBefore(CompletedPoll poll, IReadOnlyCollection<Decision> decisions) =>
        poll.Entries > 1 && decisions.Count == poll.Entries && poll.Feed.State.Fingerprints.Count > 0 && poll.Status != DeltaStatus && !poll.IsPush
        && decisions.All(decision => decision is Decision.Created or Decision.Sourced);

    /// <summary>226 IM Used (RFC 3229 §10.4.1).</summary>
    private const int DeltaStatus = 226;
}
