using Aggregator.Polling;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Every second: begins the polls that are due. The database holds the plan, this is only the clock.</summary>
[DisallowConcurrentExecution]
internal sealed class TickJob(PollDispatcher dispatcher, SchedulerPulse pulse) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        pulse.Beat();
        await dispatcher.DispatchAsync().ConfigureAwait(false);
    }
}
