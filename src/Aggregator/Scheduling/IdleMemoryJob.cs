using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Looks whether the daemon rests, so that it takes no more memory than that needs.</summary>
[DisallowConcurrentExecution]
internal sealed class IdleMemoryJob(IdleMemory memory) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        memory.Look();
        return ValueTask.CompletedTask;
    }
}
