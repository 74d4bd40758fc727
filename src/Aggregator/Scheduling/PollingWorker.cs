using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Scheduling;

/// <summary>
/// The daemon's own life around the scheduler's: takes the lists over while the others start, starts the pipeline, follows the lists, and at the end drains.
/// Registered before Quartz, so that it stops after the last tick; the first one comes when everything has started.
/// </summary>
internal sealed partial class PollingWorker(
    CatalogSource source, CatalogWatcher watcher, CatalogStore store, DueTimes dueTimes, PollPipeline pipeline, PollDispatcher dispatcher, ShutdownResult result,
    PollingOptions options, TimeProvider time, ILogger<PollingWorker> logger) : IHostedLifecycleService
{
    private Task _takingOver = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        pipeline.Start();
        _takingOver = Task.Run(TakeOver, cancellationToken);
        return Task.CompletedTask;
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await _takingOver.ConfigureAwait(false);
        watcher.Start((catalog, _) =>
        {
            Apply(catalog);
            return Task.CompletedTask;
        });
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        dispatcher.Stop();
        await watcher.DisposeAsync().ConfigureAwait(false);
        LogStopping(pipeline.UnderWay);
        result.Clean = await pipeline.StopAsync(options.ShutdownDeadline).ConfigureAwait(false);
        LogStopped();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void TakeOver()
    {
        Apply(source.Current);
        dueTimes.TurnBack(time.GetUtcNow());
        var spread = dueTimes.SpreadOverdue(time.GetUtcNow());
        if (spread > 0)
            LogSpread(spread);
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
