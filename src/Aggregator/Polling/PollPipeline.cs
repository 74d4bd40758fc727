using System.Diagnostics;
using System.Threading.Channels;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling.Gaps;
using Aggregator.Storage;
using Microsoft.Extensions.Logging;

namespace Aggregator.Polling;

/// <summary>
/// The way of a poll: host lane, fetch (many at once), a bounded channel, reading (a worker a core), the writer's bounded channel. Each
/// stage waits for the next one, and whoever claims feeds claims no more than fits.
/// </summary>
internal sealed partial class PollPipeline(
    FeedVisit visit, FetchedFeedReader reader, GapFiller gaps, PollWriter writer, HostLanes lanes, FeedClaims claims, CatalogSource catalog, PollReporter reporter,
    LeaseKeeper keeper, PollingOptions options, TimeProvider time, ILogger<PollPipeline> logger) : IDisposable
{
    private readonly Channel<(FetchedFeed Fetched, TaskCompletionSource<PollEnd> End)> _fetched =
        Channel.CreateBounded<(FetchedFeed, TaskCompletionSource<PollEnd>)>(Environment.ProcessorCount * 4);

    private readonly SemaphoreSlim _fetchSlots = new(options.Concurrency);

    /// <summary>Ends waiting for a turn.</summary>
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cuts what is under way.</summary>
    private readonly CancellationTokenSource _cut = new();
    private readonly List<Task> _workers = [];
    private readonly CancellationTokenSource _drained = new();
    private Task _writing = Task.CompletedTask;
    private Task _keeping = Task.CompletedTask;
    private int _underWay;

    /// <summary>Feeds that may be under way at once, waiting for their host's turn included.</summary>
    public int Capacity => options.Concurrency * 4;

    public int UnderWay => Volatile.Read(ref _underWay);

    public int Unread => _fetched.Reader.Count;

    public void Start()
    {
        _writing = Task.Run(writer.RunAsync);
        _keeping = keeper.RunAsync(_drained.Token);
        for (var i = 0; i < Environment.ProcessorCount; i++)
            _workers.Add(Task.Run(ReadAllAsync));
    }

    /// <summary>Takes over a claimed feed and releases the claim when the poll has ended, however it ended. Never throws.</summary>
    public async Task<PollEnd> SubmitAsync(DueFeed feed)
    {
        Interlocked.Increment(ref _underWay);
        using var span = PollSpan.Begin("poll", feed, time.GetUtcNow());
        try
        {
            var end = await PollAsync(feed, span).ConfigureAwait(false);
            PollSpan.End(span, end);
            if (end is PollEnd.Made { Stored: { DatabaseDown: true } lost })
                claims.Remember(feed.Id, lost.Poll.State.NextPollAt);
            if (end is PollEnd.Made made)
                reporter.Report(made.Stored);
            return end;
        }
        catch (OperationCanceledException)
        {
            var end = new PollEnd.Abandoned();
            PollSpan.End(span, end);
            return end;
        }
        finally
        {
            claims.Release(feed.Id);
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>As <see cref="SubmitAsync"/>, for a document that came by itself: it is read and written like a fetched delta.</summary>
    public async Task<PollEnd> TakeInAsync(DueFeed feed, FeedDefinition definition, Document document)
    {
        Interlocked.Increment(ref _underWay);
        using var span = PollSpan.Begin("push", feed, time.GetUtcNow());
        try
        {
            var end = new TaskCompletionSource<PollEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
            var outcome = new FetchOutcome.Fetched(document, feed.State.Validators) { BytesReceived = document.Body.Length };
            await _fetched.Writer.WriteAsync((new FetchedFeed(feed, definition, time.GetUtcNow(), outcome) { IsPush = true, Trace = span }, end), _cut.Token).ConfigureAwait(false);
            var ended = await end.Task.ConfigureAwait(false);
            PollSpan.End(span, ended);
            if (ended is PollEnd.Made made)
                reporter.Report(made.Stored);
            return ended;
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return new PollEnd.Abandoned();
        }
        finally
        {
            claims.Release(feed.Id);
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>Polls that still wait for their turn are given back; those under way go on.</summary>
    public void StopWaiting() => _stopping.Cancel();

    /// <summary>
    /// Takes nothing new, lets polls under way finish until the deadline, then cuts them; everything fetched is read and written.
    /// False when something was cut: it is polled again after the next start.
    /// </summary>
    public async Task<bool> StopAsync(TimeSpan deadline)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var timer = new CancellationTokenSource(deadline, time);
        var clean = await DrainAsync(timer.Token).ConfigureAwait(false);
        if (!clean)
        {
            LogCut(UnderWay);
            await _cut.CancelAsync().ConfigureAwait(false);
            await DrainAsync(CancellationToken.None).ConfigureAwait(false);
        }
        _fetched.Writer.TryComplete();
        await Task.WhenAll(_workers).ConfigureAwait(false);
        writer.Complete();
        await _writing.ConfigureAwait(false);
        await _drained.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        return clean;
    }

    public void Dispose()
    {
        _fetchSlots.Dispose();
        _stopping.Dispose();
        _cut.Dispose();
        _drained.Dispose();
    }

    private async Task<bool> DrainAsync(CancellationToken deadline)
    {
        while (UnderWay > 0)
        {
            if (deadline.IsCancellationRequested)
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, CancellationToken.None).ConfigureAwait(false);
        }
        return true;
    }

    private async Task<PollEnd> PollAsync(DueFeed feed, Activity? span)
    {
        if (catalog.Current.Find(feed.Url) is not { } definition)
            return new PollEnd.Abandoned();
        if (feed.HostHold is { } hold)
            lanes.Remember(hold);

        var end = new TaskCompletionSource<PollEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var turn = Spans.Child("wait for turn");
        if (await lanes.EnterAsync(feed.Host, _stopping.Token).ConfigureAwait(false) is LaneEntry.HeldBack held)
            return new PollEnd.HeldBack(held.Until, held.Why);
        try
        {
            if (!claims.IsOurs(feed, time.GetUtcNow()))
                return new PollEnd.Abandoned();
            // The slot is kept until the document has room in the channel: slow reading slows fetching down.
            await _fetchSlots.WaitAsync(_stopping.Token).ConfigureAwait(false);
            turn?.Stop();
            try
            {
                var startedAt = time.GetUtcNow();
                var outcome = await VisitAsync(feed, definition, startedAt).ConfigureAwait(false);
                await _fetched.Writer.WriteAsync((new FetchedFeed(feed, definition, startedAt, outcome) { Trace = span }, end), _cut.Token).ConfigureAwait(false);
            }
            finally
            {
                _fetchSlots.Release();
            }
        }
        finally
        {
            lanes.Leave(feed.Host);
        }
        return await end.Task.ConfigureAwait(false);
    }

    private async Task<FetchOutcome> VisitAsync(DueFeed feed, FeedDefinition definition, DateTimeOffset startedAt)
    {
        try
        {
            return await visit(Requests.For(feed, definition, startedAt), _cut.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A visit that ends without an outcome would leave its feed due: it would be made again with the next claim.
            LogVisitCrashed(e, Redactor.Url(feed.Url));
            return new FetchOutcome.Failed(FailureClass.Internal, $"internal error: {e.Message}");
        }
    }

    private async Task ReadAllAsync()
    {
        await foreach (var (fetched, end) in _fetched.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // Spans and log lines of what follows belong to this poll; without a trace to none.
            Activity.Current = fetched.Trace;
            var poll = Read(fetched);
            if (poll.HostHold is { } hold)
                lanes.Remember(hold);
            if (GapFiller.IsWanted(poll))
                _ = Task.Run(() => FillAsync(fetched, poll, end));
            else
                await WriteAsync(poll, end).ConfigureAwait(false);
        }
    }

    /// <summary>Beside the readers, since it waits for its host: they go on with other feeds.</summary>
    private async Task FillAsync(FetchedFeed fetched, CompletedPoll poll, TaskCompletionSource<PollEnd> end)
    {
        try
        {
            poll = await gaps.FillAsync(fetched, poll, _fetchSlots, _stopping.Token).ConfigureAwait(false);
            if (poll.HostHold is { } hold)
                lanes.Remember(hold);
        }
        catch (Exception e)
        {
            // The document itself was read: it is kept, whatever became of the pages before it.
            LogCrash(e, Redactor.Url(fetched.Feed.Url));
        }
        await WriteAsync(poll, end).ConfigureAwait(false);
    }

    private async Task WriteAsync(CompletedPoll poll, TaskCompletionSource<PollEnd> end)
    {
        var stored = await writer.EnqueueAsync(poll).ConfigureAwait(false);
        _ = stored.ContinueWith(
            task => end.SetResult(new PollEnd.Made(task.Result)), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private CompletedPoll Read(FetchedFeed fetched)
    {
        var poll = ReadSafely(fetched);
        return fetched.Trace is null ? poll : poll with { Trace = fetched.Trace };
    }

    private CompletedPoll ReadSafely(FetchedFeed fetched)
    {
        try
        {
            return reader.Read(fetched);
        }
        catch (Exception e)
        {
            // The boundary of one poll: a bug must not reach another feed.
            LogCrash(e, Redactor.Url(fetched.Feed.Url));
            return reader.Crash(fetched, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Visiting {Url} met an internal error; other feeds are not affected")]
    private partial void LogVisitCrashed(Exception exception, string url);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {Url} met an internal error; other feeds are not affected")]
    private partial void LogCrash(Exception exception, string url);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Polls} polls were still under way at the deadline and are abandoned; they are made again after the next start")]
    private partial void LogCut(int polls);
}
