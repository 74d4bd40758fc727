namespace Aggregator.Polling;

/// <summary>When a feed is visited next, and why then.</summary>
/// <param name="At">Not before this instant.</param>
/// <param name="Reason">Which input decided.</param>
/// <param name="Why">The same in words, for operators.</param>
internal sealed record NextPoll(DateTimeOffset At, NextPollReason Reason, string Why);
