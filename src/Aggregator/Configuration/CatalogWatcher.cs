using Microsoft.Extensions.Logging;

namespace Aggregator.Configuration;

/// <summary>
/// Takes changed lists over while the daemon runs. Notifications of the file system make it quick; a look at names, sizes and times every
/// second makes it sure, since network mounts notify nobody. Reloads never overlap.
/// </summary>
internal sealed class CatalogWatcher(CatalogReloader reloader, string feedsDirectory, ListsOptions options, TimeProvider time, ILogger<CatalogWatcher> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>In settle times: a file that never comes to rest is read all the same.</summary>
    private const int MaxSettling = 5;

    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stop = new();
    private FileSystemWatcher? _notifier;
    private Task _running = Task.CompletedTask;
    private volatile bool _requested;
    private bool _disposed;

    /// <summary>Begins to watch. <paramref name="onChanged"/> is awaited with every catalog that differs, before it is in force; when it throws, it is called again.</summary>
    public void Start(Func<Catalog, CancellationToken, Task> onChanged)
    {
        var signature = reloader.Signature();
        // The gap between the first load and the watch: what came into it would never be noticed. Somebody may have asked in it, too.
        if (reloader.MayHaveChanged())
            _requested = true;
        reloader.DropLeftConfirmation();
        StartNotifier();
        _running = Task.Run(() => RunAsync(signature, onChanged));
    }

    /// <summary>Reads the lists again whether or not they look changed, as SIGHUP asks for (rotated secrets change no list).</summary>
    public void RequestReload()
    {
        _requested = true;
        Wake();
    }

    /// <summary>Stops watching; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        _notifier?.Dispose();
        await _running.ConfigureAwait(false);
        _wake.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(int signature, Func<Catalog, CancellationToken, Task> onChanged)
    {
        try
        {
            while (true)
            {
                var now = reloader.Signature();
                if (!_requested && now == signature && !reloader.MustRetry)
                {
                    await WaitAsync(LookInterval).ConfigureAwait(false);
                    continue;
                }

                if (now != signature)
                    await SettleAsync(now).ConfigureAwait(false);
                _requested = false;
                // Taken before the files are read: a change while reading is seen in the next round.
                signature = reloader.Signature();
                await reloader.ReloadAsync(onChanged, _stop.Token).ConfigureAwait(false);
                if (reloader.MustRetry)
                    await WaitAsync(LookInterval).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Waits until nothing has changed for the settle time, within limits. Who asks for a reload knows that the files are at rest.</summary>
    private async Task SettleAsync(int signature)
    {
        for (var i = 0; i < MaxSettling && !_requested; i++)
        {
            var end = time.GetUtcNow() + options.SettleTime;
            for (var left = options.SettleTime; left > TimeSpan.Zero && !_requested; left = end - time.GetUtcNow())
                await WaitAsync(left).ConfigureAwait(false);
            var now = reloader.Signature();
            if (now == signature)
                return;
            signature = now;
        }
    }

    /// <summary>Until notified, or for that long.</summary>
    private async Task WaitAsync(TimeSpan longest)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        try
        {
            await _wake.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
        }
    }

    private void StartNotifier()
    {
        try
        {
            _notifier = new FileSystemWatcher(feedsDirectory) { IncludeSubdirectories = true };
            _notifier.Changed += (_, _) => Wake();
            _notifier.Created += (_, _) => Wake();
            _notifier.Deleted += (_, _) => Wake();
            _notifier.Renamed += (_, _) => Wake();
            _notifier.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // Out of inotify watches, or a file system without notifications: the look every second remains.
            CatalogLog.NoNotifications(log, feedsDirectory, e.Message);
        }
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (ObjectDisposedException)
        {
            // A late notification or signal while stopping.
        }
    }
}
