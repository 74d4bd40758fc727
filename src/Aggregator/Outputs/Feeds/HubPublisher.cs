using System.Data.Common;
using System.Diagnostics;
using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Outputs.Stream;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Feeds;

/// <summary>
/// Tells the configured hub which merged feeds have changed, and the hub tells its subscribers. How a publisher tells is left open by WebSub (§7); hubs
/// understand what PubSubHubbub 0.4 had: <c>hub.mode=publish</c> with the feed's address. Only of feeds that were asked for since the start: a hub that has
/// subscribers fetches what it is told of.
/// </summary>
internal sealed partial class HubPublisher(
    AskedFeeds asked, WrittenFeeds written, ChangeFollower follower, HttpCaller caller, WebSubOptions options, FetchingOptions fetching, TimeProvider time, ILogger<HubPublisher> logger) : BackgroundService
{
    /// <summary>What changes within this is told at once.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromSeconds(10);

    /// <summary>A hub that failed is told again after this.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    /// <summary>Tells of every feed that is not what the hub knows; how many the hub took.</summary>
    public async Task<int> TellAsync(CancellationToken cancellation)
    {
        var told = 0;
        foreach (var feed in asked.All)
        {
            if (written.Get(feed.Url, feed.Write)?.Tag.ToString() is not { } tag || tag == feed.Told)
                continue;
            var body = Encoding.ASCII.GetBytes($"hub.mode=publish&hub.url={Uri.EscapeDataString(feed.Url)}&hub.topic={Uri.EscapeDataString(feed.Url)}");
            using var span = Spans.Any("tell hub", ActivityKind.Producer);
            span?.SetTag("aggregator.hub.url", Redactor.Url(options.Hub!)).SetTag("aggregator.merged_feed.url", Redactor.Url(feed.Url));
            var outcome = await caller.PostAsync(new HttpCall(new Uri(options.Hub!), body, "application/x-www-form-urlencoded") { Timeout = fetching.Timeout }, cancellation).ConfigureAwait(false);
            CallSpan.End(span, outcome);
            if (outcome is CallOutcome.Answered { IsSuccess: true })
            {
                asked.Tell(feed.Url, tag);
                told++;
                continue;
            }
            // The rest would fare the same.
            LogRefused(Redactor.Url(options.Hub!), outcome is CallOutcome.Answered answered ? $"it answered {answered.Status}" : ((CallOutcome.Failed)outcome).Reason);
            break;
        }
        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var membership = follower.Join();
        try
        {
            while (true)
            {
                var pulse = follower.Pulse;
                await TryTellAsync(stoppingToken).ConfigureAwait(false);
                using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(pulse, Task.Delay(Retry, time, end.Token)).ConfigureAwait(false);
                await end.CancelAsync().ConfigureAwait(false);
                await Task.Delay(Gather, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }

    private async Task TryTellAsync(CancellationToken cancellation)
    {
        try
        {
            await TellAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            LogTrouble(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub {Hub} was not told that feeds have changed, and is told again: {Reason}")]
    private partial void LogRefused(string hub, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Merged feeds cannot be read just now, so the hub is told later: {Reason}")]
    private partial void LogTrouble(string reason);
}
