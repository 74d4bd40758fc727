using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Every few seconds: the daemon takes no more memory than what it does needs.</summary>
[DisallowConcurrentExecution]
internal sealed class IdleMemoryJob(IdleMemory memory) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        memory.Look();
        return ValueTask.CompletedTask;
    }
}
