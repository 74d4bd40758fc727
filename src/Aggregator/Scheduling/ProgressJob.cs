using Aggregator.Polling;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Now and then: one line with what has been done since the last one.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ProgressJob(PollReporter reporter, PollPipeline pipeline, ProgressMark mark, ILogger<ProgressJob> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var now = reporter.Totals;
        var before = mark.Exchange(now);
        if (now.Polls > before.Polls)
        {
            LogProgress(now.Polls - before.Polls, now.Unchanged - before.Unchanged, now.Failed - before.Failed, now.Created - before.Created,
                now.Updated - before.Updated, pipeline.UnderWay);
        }
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Polls} polls: {Unchanged} unchanged, {Failed} failed; {Created} new articles, {Updated} updated; {UnderWay} feeds under way")]
    private partial void LogProgress(int polls, int unchanged, int failed, int created, int updated, int underWay);
}
