using Aggregator.Storage.Search;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>After an upgrade: reads a share of the old articles into the search index, so that polling never waits for all of them.</summary>
[DisallowConcurrentExecution]
internal sealed class SearchBacklogJob(ISearchBacklog backlog) : IJob
{
    private const int Rounds = 20;

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds && !cancellationToken.IsCancellationRequested; round++)
        {
            if (!backlog.ReadSome())
                break;
        }
        return ValueTask.CompletedTask;
    }
}
