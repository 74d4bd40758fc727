using Aggregator.Storage.Keeping;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Copies the database while it is used, and lets the oldest copies go.</summary>
[DisallowConcurrentExecution]
internal sealed class BackupJob(BackupFolder folder, JobRecorder recorder, TimeProvider time) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        recorder.Run(JobCalendar.Backup, () => folder.Write(time.GetUtcNow()));
        return ValueTask.CompletedTask;
    }
}
