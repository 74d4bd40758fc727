using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Storage.Deliveries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Webhooks;

/// <summary>Follows the stream of changes for every receiver, each by itself: a slow or silent one delays no other.</summary>
internal sealed partial class WebhookWorker(
    WebhookStore store, WebhookCourier courier, WebhooksOptions options, TimeProvider time, ILogger<WebhookWorker> logger) : BackgroundService
{
    /// <summary>From one look at the stream to the next, and after trouble with the database.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(10);

    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Before the first poll, so that a receiver that is new hears of its articles.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var endpoint in options.Endpoints)
                store.Ensure(endpoint.Name, endpoint.FromBeginning);
        }
        catch (DbException e)
        {
            LogTrouble(e, "all");
        }
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (options.Endpoints.Length > 0)
                store.Disown(_owner);
        }
        catch (DbException e)
        {
            // Others wait until the lease ends by itself.
            LogTrouble(e, "all");
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Endpoints.Select(endpoint => Task.Run(() => FollowAsync(endpoint, stoppingToken), CancellationToken.None)));

    private async Task FollowAsync(WebhookEndpoint endpoint, CancellationToken stopping)
    {
        var known = false;
        while (!stopping.IsCancellationRequested)
        {
            var wait = LongPause;
            try
            {
                if (!known)
                    store.Ensure(endpoint.Name, endpoint.FromBeginning);
                known = true;
                wait = await courier.StepAsync(endpoint, _owner, stopping).ConfigureAwait(false) is DeliveryStep.Progressed ? TimeSpan.Zero : Pause;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The boundary of one delivery.
                LogTrouble(e, endpoint.Name);
            }
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivering to the webhook {Name} met an internal error; it is tried again")]
    private partial void LogTrouble(Exception exception, string name);
}
