namespace Aggregator.Polling;

/// <summary>A feed's week: when it publishes, and when it would be polled.</summary>
/// <param name="Rates">Articles to expect in each hour of the week, Monday 00:00 UTC first; null while nothing is known.</param>
/// <param name="Polls">The next seven days' polls, if nothing new comes and nothing fails: what comes changes those behind it.</param>
internal sealed record WeekPlan(IReadOnlyList<double>? Rates, IReadOnlyList<DateTimeOffset> Polls);
