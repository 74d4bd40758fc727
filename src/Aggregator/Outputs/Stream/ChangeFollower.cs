using System.Data.Common;
using Aggregator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Stream;

/// <summary>
/// The one reader of the stream for all who listen. Woken by our own commits; commits of other processes (daemons, commands) are seen by one look a second.
/// When nobody listens it reads nothing.
/// </summary>
internal sealed partial class ChangeFollower(ChangeReader changes, PollWriter writer, TimeProvider time, ILogger<ChangeFollower> logger) : BackgroundService
{
    /// <summary>From one look at the stream to the next when nothing wakes us, and after trouble with the database.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const int PageSize = 200;

    private readonly SemaphoreSlim _wake = new(0, 1);
    private TaskCompletionSource _pulse = NewPulse();
    private int _listeners;

    public RecentChanges Recent { get; } = new();

    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>Ends with the next change that is seen. To be taken before the stream is read, or a change in between is slept through.</summary>
    public Task Pulse => Volatile.Read(ref _pulse).Task;

    /// <summary>Keeps the reader going until disposed.</summary>
    public IDisposable Join()
    {
        if (Interlocked.Increment(ref _listeners) == 1)
            Wake();
        return new Membership(this);
    }

    /// <summary>Reads again after each pulse until there is something, the time is over, or the caller gives up; the last reading then.</summary>
    public async Task<T> WaitAsync<T>(Func<T> read, Func<T, bool> isEnough, TimeSpan wait, CancellationToken cancellation)
    {
        using var membership = Join();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var timeout = Task.Delay(wait, time, end.Token);
        while (true)
        {
            var pulse = Pulse;
            var found = read();
            if (isEnough(found) || timeout.IsCompleted)
            {
                await end.CancelAsync().ConfigureAwait(false);
                return found;
            }
            await Task.WhenAny(pulse, timeout).ConfigureAwait(false);
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        writer.Committed += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (Listeners == 0)
                {
                    Recent.Forget();
                    await _wake.WaitAsync(stoppingToken).ConfigureAwait(false);
                    continue;
                }
                await FollowAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The daemon stops.
        }
        finally
        {
            writer.Committed -= Wake;
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            if (Read())
                return;
            // Whichever comes first; the other is left to end by itself.
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(_wake.WaitAsync(end.Token), Task.Delay(Look, time, end.Token)).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
        }
        catch (DbException e)
        {
            LogTrouble(e.Message);
            await Task.Delay(Pause, time, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Whether there was anything.</summary>
    private bool Read()
    {
        if (Recent.Last is not { } last)
        {
            // Whoever waits may have looked before this: all look once more.
            Recent.Begin(changes.Last());
            Raise();
            return true;
        }
        var page = changes.Page(last, PageSize);
        if (page.Count == 0)
            return false;
        Recent.Add([.. page.Select(StreamEvent.Of)]);
        Raise();
        return true;
    }

    private void Raise() => Interlocked.Exchange(ref _pulse, NewPulse()).SetResult();

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has just done it.
        }
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream of changes cannot be read just now: {Reason}")]
    private partial void LogTrouble(string reason);

    private sealed class Membership(ChangeFollower follower) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                Interlocked.Decrement(ref follower._listeners);
        }
    }
}
