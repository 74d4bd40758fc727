using Aggregator.Configuration;
using Aggregator.Polling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Scheduling;

/// <summary>
/// The daemon's own life around the scheduler's: takes the lists over while the others start, starts the pipeline, follows the lists, and at the end drains.
/// Registered before Quartz, so that it stops after the last tick; the first one comes when everything has started.
/// </summary>
internal sealed partial class PollingWorker(
    CatalogSource source, CatalogWatcher watcher, ListTakeover lists, PollPipeline pipeline, PollDispatcher dispatcher, ShutdownResult result,
    PollingOptions options, ILogger<PollingWorker> logger) : IHostedLifecycleService
{
    private Task _takingOver = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        pipeline.Start();
        _takingOver = Task.Run(() => lists.BeginAsync(source.Current, cancellationToken), cancellationToken);
        return Task.CompletedTask;
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await _takingOver.ConfigureAwait(false);
        watcher.Start((catalog, _) =>
        {
            lists.Apply(catalog);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: no new polls; {UnderWay} under way")]
    private partial void LogStopping(int underWay);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped: everything fetched is stored")]
    private partial void LogStopped();
}
