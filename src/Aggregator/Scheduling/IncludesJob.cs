using Aggregator.Polling;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Looks which included lists are due, and fetches those; a newly included one is fetched within one interval.</summary>
[DisallowConcurrentExecution]
internal sealed class IncludesJob(IncludeRefresher refresher) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await refresher.RefreshDueAsync(cancellationToken).ConfigureAwait(false);
}
