namespace Aggregator.Outputs.Pages.Jobs;

/// <summary>A job as the page shows it.</summary>
/// <param name="Name">Of the job.</param>
/// <param name="When">Its dates.</param>
/// <param name="IsCron">Whether those are a cron expression.</param>
/// <param name="What">What it does.</param>
/// <param name="StartedAt">Of its last run; null when none is known.</param>
/// <param name="Took">Of its last run.</param>
/// <param name="Failure">Of its last run; null when it went well.</param>
/// <param name="Runs">Since this daemon started.</param>
/// <param name="Failures">Of those.</param>
/// <param name="NextAt">Null when none is known.</param>
internal sealed record JobLine(string Name, string When, bool IsCron, string What, DateTimeOffset? StartedAt, TimeSpan? Took, string? Failure, long Runs, long Failures, DateTimeOffset? NextAt);
