namespace Aggregator.Storage.Reading;

/// <summary>A feed in a table.</summary>
/// <param name="Feed">How it is.</param>
/// <param name="Rates">What it brings.</param>
/// <param name="Polls">The last ones that are kept, the oldest first; of each only when it was, how it ended and what it brought.</param>
internal sealed record FeedLine(FeedSummary Feed, FeedRate Rates, IReadOnlyList<PollRecord> Polls);
