namespace Aggregator.Scheduling;

/// <summary>What the scheduler did with one job since this daemon started.</summary>
/// <param name="Name">Of its trigger, as everywhere.</param>
/// <param name="StartedAt">Of the last run.</param>
/// <param name="Took">Of the last run.</param>
/// <param name="Failure">Of the last run; null when it went well.</param>
/// <param name="NextAt">Null when it never runs again.</param>
/// <param name="Runs">In all.</param>
/// <param name="Failures">Of those.</param>
internal sealed record FiredJob(string Name, DateTimeOffset StartedAt, TimeSpan Took, string? Failure, DateTimeOffset? NextAt, long Runs, long Failures);
