namespace Aggregator.Polling;

/// <summary>When a feed is visited next, and why then.</summary>
/// <param name="At">Not before this instant.</param>
/// <param name="Reason">Which input decided.</param>
/// <param name="Why">The same in words, for operators.</param>
/// <param name="NotBefore">What remains when the operator wishes nothing: publisher, back-off and floor. Reloads may come down to it.</param>
internal sealed record NextPoll(DateTimeOffset At, NextPollReason Reason, string Why, DateTimeOffset NotBefore);
