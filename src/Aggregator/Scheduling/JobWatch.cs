using System.Collections.Concurrent;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Remembers how each job's last run went. In memory: a tick a second is nothing to write down.</summary>
internal sealed class JobWatch : IJobListener
{
    private readonly ConcurrentDictionary<string, FiredJob> _fired = new(StringComparer.Ordinal);

    public string Name => "watch";

    /// <summary>By name; none before its first run.</summary>
    public IReadOnlyDictionary<string, FiredJob> Fired => _fired;

    public void Saw(string name, DateTimeOffset startedAt, TimeSpan took, string? failure, DateTimeOffset? nextAt) => _fired.AddOrUpdate(
        name,
        _ => new FiredJob(name, startedAt, took, failure, nextAt, 1, failure is null ? 0 : 1),
        (_, before) => new FiredJob(name, startedAt, took, failure, nextAt, before.Runs + 1, before.Failures + (failure is null ? 0 : 1)));

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        // Quartz wraps what a job throws; the reason is inside.
        Saw(context.Trigger.Key.Name, context.FireTimeUtc, context.JobRunTime, jobException?.GetBaseException().Message, context.NextFireTimeUtc);
        return ValueTask.CompletedTask;
    }
}
