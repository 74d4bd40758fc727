namespace Aggregator.Scheduling;

/// <summary>A job of the scheduler.</summary>
/// <param name="Name">Of its trigger.</param>
/// <param name="When">Its dates, for people.</param>
/// <param name="What">What it does, for people.</param>
/// <param name="Cron">When it runs, in UTC; null for a plain interval.</param>
internal sealed record ClockedJob(string Name, string When, string What, string? Cron = null);
