using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.FullText;

/// <summary>
/// Follows the stream of changes for feeds with <c>fullText: true</c> and has their pages visited, beside polling: of one host a single page waits for its
/// turn at any time, so that a poll of that host waits for no more than one.
/// </summary>
internal sealed partial class FullTextWorker(
    FullTextStore store, FeedClaims claims, PageVisitor visitor, CatalogSource catalog, FullTextOptions options, TimeProvider time, ILogger<FullTextWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Task> _underWay = new(StringComparer.Ordinal);
    private bool _begun;

    /// <summary>What cannot be stored is not asked for again and again.</summary>
    private long _pausedUntil;

    /// <summary>Before the first poll, so that its articles are seen.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Begin();
        }
        catch (DbException e)
        {
            LogTrouble(e);
        }
        return base.StartAsync(cancellationToken);
    }

    /// <summary>One look: follows what is new, and begins what is due and fits. Says how many visits were begun.</summary>
    public int Step(CancellationToken cancellation)
    {
        foreach (var (host, _) in _underWay.Where(visit => visit.Value.IsCompleted).ToList())
            _underWay.Remove(host);
        while (store.Follow(url => catalog.Current.Find(url) is { FullText: true, Enabled: true }, HostOf, time.GetUtcNow()))
            cancellation.ThrowIfCancellationRequested();
        var room = time.GetUtcNow().UtcTicks < Interlocked.Read(ref _pausedUntil) ? 0 : options.Concurrency - _underWay.Count;
        var begun = 0;
        foreach (var page in room > 0 ? store.Due(time.GetUtcNow(), room, _underWay.Keys) : [])
        {
            if (catalog.Current.Find(page.FeedUrl) is not { FullText: true } feed)
                store.Fail(page, "The lists do not want full texts of this feed any more.", null, null, time.GetUtcNow());
            else if (claims.TryVisit(page.Host, time.GetUtcNow()))
                (_underWay[page.Host], begun) = (VisitAsync(page, feed, cancellation), begun + 1);
        }
        return begun;
    }

    /// <summary>Ends when everything that was begun has ended.</summary>
    public Task DrainAsync() => Task.WhenAll(_underWay.Values);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = LongPause;
            try
            {
                Begin();
                Step(stoppingToken);
                wait = Pause;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The boundary of one look.
                LogTrouble(e);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await DrainAsync().ConfigureAwait(false);
    }

    private void Begin()
    {
        if (!_begun)
            store.Begin();
        _begun = true;
    }

    private async Task VisitAsync(PageTask page, FeedDefinition feed, CancellationToken cancellation)
    {
        try
        {
            await visitor.VisitAsync(page, feed, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It stays due, and is visited after the next start.
        }
        catch (Exception e)
        {
            // The boundary of one visit.
            Interlocked.Exchange(ref _pausedUntil, (time.GetUtcNow() + LongPause).UtcTicks);
            LogTrouble(e);
        }
        finally
        {
            claims.EndVisit(page.Host);
        }
    }

    private static string? HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https") ? HostName.Of(parsed) : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Fetching full texts met an internal error; it is tried again")]
    private partial void LogTrouble(Exception exception);
}
