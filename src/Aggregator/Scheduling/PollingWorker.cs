using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Scheduling;

/// <summary>
/// The daemon's own life around the scheduler's: takes the lists over, starts the pipeline, follows the lists, and at the end drains.
/// Registered before Quartz, so that it starts before the first tick and stops after the last.
/// </summary>
internal sealed partial class PollingWorker(
    CatalogSource source, CatalogWatcher watcher, CatalogStore store, DueTimes dueTimes, PollPipeline pipeline, PollDispatcher dispatcher, ShutdownResult result,
    PollingOptions options, TimeProvider time, ILogger<PollingWorker> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Apply(source.Current);
        dueTimes.TurnBack(time.GetUtcNow());
        var spread = dueTimes.SpreadOverdue(time.GetUtcNow());
        if (spread > 0)
            LogSpread(spread);
        pipeline.Start();
        watcher.Start((catalog, _) =>
        {
            Apply(catalog);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        dispatcher.Stop();
        await watcher.DisposeAsync().ConfigureAwait(false);
        LogStopping(pipeline.UnderWay);
        result.Clean = await pipeline.StopAsync(options.ShutdownDeadline).ConfigureAwait(false);
        LogStopped();
    }

    private void Apply(Catalog catalog)
    {
        var applied = store.Apply(catalog, time.GetUtcNow());
        LogApplied(catalog.Feeds.Length, applied.Added, applied.Changed, applied.Moved, applied.Retired);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feeds} feeds in the lists: {Added} new, {Changed} changed, {Moved} moved, {Retired} retired")]
    private partial void LogApplied(int feeds, int added, int changed, int moved, int retired);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feeds} feeds fell due while the daemon was down; they are spread")]
    private partial void LogSpread(int feeds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: no new polls; {UnderWay} under way")]
    private partial void LogStopping(int underWay);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped: everything fetched is stored")]
    private partial void LogStopped();
}
