using Aggregator.Storage;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Once a day: lets the database refresh its statistics and give the write-ahead log's space back.</summary>
[DisallowConcurrentExecution]
internal sealed class OptimizeJob(Database database) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        database.Optimize();
        return ValueTask.CompletedTask;
    }
}
