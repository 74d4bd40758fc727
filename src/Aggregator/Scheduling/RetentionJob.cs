using Aggregator.Storage;
using Aggregator.Storage.Keeping;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Removes what need not be kept, as the settings say.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RetentionJob(RetentionStore retention, Database database, JobRecorder recorder, TimeProvider time, ILogger<RetentionJob> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        recorder.Run(JobCalendar.Retention, () =>
        {
            var articles = retention.Purge(time.GetUtcNow(), cancellationToken);
            var entries = database.Bands.Cut(time.GetUtcNow(), cancellationToken);
            if (articles + entries > 0)
                LogRemoved(articles, entries);
        });
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Articles} articles that need not be kept, and {Entries} entries of the story index")]
    private partial void LogRemoved(int articles, int entries);
}
