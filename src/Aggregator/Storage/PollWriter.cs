using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using System.Threading.RateLimiting;
using Aggregator.Configuration;
using Aggregator.Deduplicating;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Postgres;
using Aggregator.Storage.Search;
using Microsoft.Extensions.Logging;

namespace Aggregator.Storage;

/// <summary>
/// The one writer. Polls queue up in a bounded channel; many are committed in one transaction, by count or by a few milliseconds,
/// whichever comes first. When a transaction fails its polls are retried one by one, so that a poisonous one harms only itself.
/// </summary>
internal sealed partial class PollWriter(
    Database database, StorageOptions options, PollingOptions polling, WriterMetrics metrics, TimeProvider time, ILogger<PollWriter> logger) : IDisposable
{
    private readonly Channel<Item> _queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(options.BatchSize * 2) { SingleReader = true });

    /// <summary>Of <see cref="CompletedPoll.Weight"/> that waits: as much as fills a transaction. A document that is heavier waits alone.</summary>
    public const int Room = 1_000;

    /// <summary>What a document brought is some hundred kilobytes while it waits, or many megabytes; a poll that brought nothing is some hundred bytes.</summary>
    private readonly ConcurrencyLimiter _room = new(new() { PermitLimit = Room, QueueLimit = int.MaxValue });

    /// <summary>Half a minute in all: enough for a server to start again.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10),
    ];

    private IndexFollower? _follower;

    public int QueueLength => _queue.Reader.Count;

    /// <summary>After every transaction, on the writer's thread: whoever listens only takes note.</summary>
    public event Action? Committed;

    /// <summary>When the last transaction was committed.</summary>
    public DateTimeOffset? LastCommitAt { get; private set; }

    /// <summary>Waits for room in the queue; not cancellable, since what was fetched is written. The task in the result ends when the poll is on the disk, or could not be put there.</summary>
    public async ValueTask<Task<StoredPoll>> EnqueueAsync(CompletedPoll poll)
    {
        var completion = new TaskCompletionSource<StoredPoll>(TaskCreationOptions.RunContinuationsAsynchronously);
        var span = Spans.Under(poll.Trace, "commit");
        var weight = poll.Weight;
        var place = weight == 0 ? null : await _room.AcquireAsync(Math.Min(weight, Room)).ConfigureAwait(false);
        var item = new Item(poll, completion, span, weight, place);
        await _queue.Writer.WriteAsync(item).ConfigureAwait(false);
        return item.Completion.Task;
    }

    /// <summary>No more polls will come; <see cref="RunAsync"/> ends when those in the queue are written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>
    /// On a thread of its own: the memory that a transaction takes below the runtime, some ten megabytes, is kept for the thread that took it, and each of
    /// the pool's would come by in time.
    /// </summary>
    public Task RunAsync() => Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        _follower?.Dispose();
        _room.Dispose();
    }

    private void Run()
    {
        var batch = new List<Item>(options.BatchSize);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Fill(batch);
            WriteAll(batch);
            batch.Clear();
        }
        _follower?.Dispose();
    }

    private void Fill(List<Item> batch)
    {
        if (Drain(batch) || options.BatchDelay == TimeSpan.Zero)
            return;

        // One short wait for company; waiting per item would let a steady trickle hold the batch open.
        Wait(options.BatchDelay);
        Drain(batch);
    }

    /// <returns>Whether the batch is full.</returns>
    private bool Drain(List<Item> batch)
    {
        var weight = batch.Sum(item => item.Weight);
        while (batch.Count < options.BatchSize && weight < database.WeightOfTransaction)
        {
            if (!_queue.Reader.TryRead(out var item))
                return false;
            item.Place?.Dispose();
            batch.Add(item);
            weight += item.Weight;
        }
        return true;
    }

    /// <summary>
    /// A transaction that failed by a lost connection, a restart of the server or a deadlock is done again: if it had gone through after all, what it
    /// stored is known then, and nothing is stored twice.
    /// </summary>
    private void WriteAll(List<Item> batch)
    {
        for (var attempt = 0; ; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                var (stored, words) = CommitTraced(batch);
                metrics.Committed(batch.Count, Stopwatch.GetElapsedTime(started));
                Complete([.. batch], stored, words);
                return;
            }
            catch (DbException e) when (database.IsTransient(e))
            {
                if (attempt == Waits.Length)
                {
                    foreach (var item in batch)
                        item.Complete(Down(item.Poll, e));
                    return;
                }
                LogTriedAgain(batch.Count, Durations.Format(Waits[attempt]), Explain(e));
                Wait(Waits[attempt]);
            }
            catch (Exception e) when (batch.Count > 1)
            {
                LogBatchFailed(e, batch.Count);
                foreach (var item in batch)
                    WriteAll([item]);
                return;
            }
            catch (Exception e)
            {
                metrics.Failed();
                LogPollFailed(e, Redactor.Url(batch[0].Poll.Feed.Url));
                batch[0].Complete(WriteFailure(batch[0].Poll, Explain(e)));
                return;
            }
        }
    }

    /// <summary>Who waits for a poll finds its articles by their words, too.</summary>
    private void Complete(Item[] batch, List<StoredPoll> stored, SearchWork words)
    {
        if (words.IsNone || database.Words is not { } index)
            CompleteAll();
        else
            (_follower ??= new IndexFollower(index, logger)).Follow(words, CompleteAll);

        void CompleteAll()
        {
            for (var i = 0; i < batch.Length; i++)
                batch[i].Complete(stored[i]);
        }
    }

    private void Wait(TimeSpan pause) => Task.Delay(pause, time).GetAwaiter().GetResult();

    /// <summary>Moves the feed's next poll on although its documents cannot be stored; when not even that works, the whole database cannot be written.</summary>
    private StoredPoll WriteFailure(CompletedPoll poll, string reason)
    {
        try
        {
            return Commit([poll.Unstorable($"could not be stored: {reason}")]).Stored[0] with { Failure = reason };
        }
        catch (Exception e)
        {
            // Whatever it is, the writer goes on: without it every poll would wait for ever.
            return Down(poll, e);
        }
    }

    private StoredPoll Down(CompletedPoll poll, Exception e) => new(poll, 0, 0, 0, Explain(e)) { DatabaseDown = true };

    /// <summary>The transaction is nobody's part: it is a trace of its own, and each poll's links to it.</summary>
    private (List<StoredPoll> Stored, SearchWork Words) CommitTraced(List<Item> batch)
    {
        var polls = batch.ConvertAll(item => item.Poll);
        if (!batch.Exists(item => item.Span is { Recorded: true }))
            return Commit(polls);
        using var span = Spans.Root("transaction", ActivityKind.Client);
        span?.SetTag("db.system.name", database.Dialect == "Sqlite" ? "sqlite" : "postgresql").SetTag("aggregator.polls", batch.Count);
        if (span is not null)
        {
            foreach (var item in batch)
                item.Span?.AddLink(new ActivityLink(span.Context));
        }
        try
        {
            return Commit(polls);
        }
        catch (Exception e)
        {
            span.Fail(e.GetType().Name, Explain(e));
            throw;
        }
    }

    private (List<StoredPoll> Stored, SearchWork Words) Commit(List<CompletedPoll> polls)
    {
        using var connection = database.OpenForPolls();
        using var transaction = connection.BeginTransaction();
        database.LockLinks(connection, transaction, polls.SelectMany(poll => poll.Sightings).SelectMany(s => s.Keys)
            .Where(key => key.Kind == KeyKind.Link).Select(key => key.Hash));
        // After the locks that are waited for: hosts must stay free for renewing their leases.
        var tokens = database.Leases is null ? null : HostLeases.LockTokens(connection, transaction, polls);
        var counters = new Counters(database, connection, transaction);
        using var rows = new PollRows(
            database, connection, transaction, counters, polling.PollsKept, options.RevisionsKept);
        var stored = polls.ConvertAll(poll => tokens is null || poll.Feed.LeaseToken == tokens.GetValueOrDefault(poll.Feed.Host)
            ? rows.Write(poll)
            : new StoredPoll(poll, 0, 0, 0, "another daemon has taken its host over") { Refused = true });
        var words = rows.Finish();
        TallyRows.Write(connection, transaction, stored);
        transaction.Commit();
        counters.Committed();
        LastCommitAt = time.GetUtcNow();
        Committed?.Invoke();
        var refused = stored.Count(poll => poll.Refused);
        if (refused > 0)
        {
            metrics.Refused(refused);
            LogRefused(refused);
        }
        return (stored, words);
    }

    private string Explain(Exception e) => e is DbException ? database.Explain(e) : e.Message;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A transaction of {Polls} polls failed; they are retried one by one")]
    private partial void LogBatchFailed(Exception exception, int polls);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A transaction of {Polls} polls failed and is done again in {Wait}: {Reason}")]
    private partial void LogTriedAgain(int polls, string wait, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Polls} polls came too late and are dropped: other daemons have taken their hosts over")]
    private partial void LogRefused(int polls);

    [LoggerMessage(Level = LogLevel.Error, Message = "The poll of {Url} could not be stored; it is polled again later")]
    private partial void LogPollFailed(Exception exception, string url);

    /// <param name="Poll">What is to be written.</param>
    /// <param name="Completion">Who waits for it.</param>
    /// <param name="Span">From the queue to the disk; null when nobody traces.</param>
    /// <param name="Weight">Of the poll.</param>
    /// <param name="Place">That it takes in the queue; null for a poll that brought nothing.</param>
    private sealed record Item(CompletedPoll Poll, TaskCompletionSource<StoredPoll> Completion, Activity? Span, int Weight, RateLimitLease? Place)
    {
        public void Complete(StoredPoll stored)
        {
            if (stored.Failure is { } reason)
                Span.Fail("Storage", reason);
            Spans.End(Span);
            Completion.SetResult(stored);
        }
    }
}
