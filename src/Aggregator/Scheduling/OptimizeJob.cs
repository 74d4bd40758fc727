using Aggregator.Storage;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Lets the database refresh its statistics and give the write-ahead log's space back.</summary>
[DisallowConcurrentExecution]
internal sealed class OptimizeJob(Database database, JobRecorder recorder) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        recorder.Run(JobCalendar.Optimize, database.Optimize);
        return ValueTask.CompletedTask;
    }
}
