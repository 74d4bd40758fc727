using Aggregator.Polling.WebSub;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Subscribes feeds that name a hub, and renews leases before they end.</summary>
[DisallowConcurrentExecution]
internal sealed class SubscriptionsJob(HubSubscriber subscriber) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await subscriber.RenewDueAsync(cancellationToken).ConfigureAwait(false);
}
