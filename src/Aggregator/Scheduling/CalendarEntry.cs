namespace Aggregator.Scheduling;

/// <summary>One line of the daemon's calendar.</summary>
/// <param name="Name">Of the job, as in the settings.</param>
/// <param name="Cron">When it runs, in UTC; empty is never.</param>
/// <param name="What">What it does, for people.</param>
internal sealed record CalendarEntry(string Name, string Cron, string What)
{
    /// <summary>Null when it never runs again.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now) => Cron.Length == 0 ? null : CronSchedule.Reader.Next(Cron, TimeZoneInfo.Utc, now);
}
