using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;

namespace Aggregator.Outputs.Pages.Jobs;

/// <summary>Reads what the scheduler does: what it saw itself since the start, and of the calendar what is kept over restarts.</summary>
internal sealed class JobTableReader(JobStore store, JobWatch watch, Settings settings)
{
    public IReadOnlyList<JobLine> Read(DateTimeOffset now)
    {
        var kept = store.LastRuns();
        return [.. JobClock.Of(settings).Select(job => Line(job, kept.GetValueOrDefault(job.Name), watch.Fired.GetValueOrDefault(job.Name), now))];
    }

    private static JobLine Line(ClockedJob job, JobRun? kept, FiredJob? fired, DateTimeOffset now)
    {
        var next = job.Cron is { } cron ? CronSchedule.Reader.Next(cron, TimeZoneInfo.Utc, now) : fired?.NextAt;
        // The recorder takes failures from jobs, so what it kept says more than what the scheduler saw.
        return kept is null || kept.StartedAt < fired?.StartedAt - TimeSpan.FromMinutes(1)
            ? new JobLine(job.Name, job.When, job.Cron is not null, job.What, fired?.StartedAt, fired?.Took, fired?.Failure, fired?.Runs ?? 0, fired?.Failures ?? 0, next)
            : new JobLine(job.Name, job.When, job.Cron is not null, job.What, kept.StartedAt, TimeSpan.FromMilliseconds(kept.DurationMs), kept.Failure, fired?.Runs ?? 0, fired?.Failures ?? 0, next);
    }
}
