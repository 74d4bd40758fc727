using Aggregator.Storage;
using Microsoft.Extensions.Logging;

namespace Aggregator.Scheduling;

/// <summary>Runs the work of a calendar job and keeps when that was and how it went. A failure is logged and kept; the next date comes all the same.</summary>
internal sealed partial class JobRecorder(JobStore store, TimeProvider time, ILogger<JobRecorder> logger)
{
    public void Run(string name, Action work)
    {
        var started = time.GetUtcNow();
        string? failure = null;
        try
        {
            work();
        }
        catch (Exception e)
        {
            // The boundary of one job.
            failure = e.Message;
            LogFailed(e, name);
        }

        try
        {
            var took = time.GetUtcNow() - started;
            store.Record(new JobRun { Name = name, StartedAt = started, DurationMs = (long)took.TotalMilliseconds, Failure = failure });
            if (failure is null)
                LogDone(name, (long)took.TotalMilliseconds);
        }
        catch (Exception e)
        {
            LogNotKept(e, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Name} is done; it took {Milliseconds} ms")]
    private partial void LogDone(string name, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Name} failed")]
    private partial void LogFailed(Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Name} ran, but that could not be written down")]
    private partial void LogNotKept(Exception exception, string name);
}
