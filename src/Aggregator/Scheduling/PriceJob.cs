using Aggregator.Polling.Adaptive;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Once an hour: keeps the polls of interval <c>auto</c> within what <c>Polling:Freshness</c> allows.</summary>
[DisallowConcurrentExecution]
internal sealed class PriceJob(PriceSetter setter) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        setter.Adjust();
        return ValueTask.CompletedTask;
    }
}
