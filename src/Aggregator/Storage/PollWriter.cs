using System.Data;
using System.Diagnostics;
using System.Threading.Channels;
using Aggregator.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Aggregator.Storage;

/// <summary>
/// The one writer. Polls queue up in a bounded channel; many are committed in one transaction, by count or by a few milliseconds,
/// whichever comes first. When a transaction fails its polls are retried one by one, so that a poisonous one harms only itself.
/// </summary>
internal sealed partial class PollWriter(
    Database database, StorageOptions options, PollingOptions polling, WriterMetrics metrics, TimeProvider time, ILogger<PollWriter> logger)
{
    private readonly Channel<Item> _queue =
        Channel.CreateBounded<Item>(new BoundedChannelOptions(options.BatchSize * 2) { SingleReader = true });

    public int QueueLength => _queue.Reader.Count;

    /// <summary>When the last transaction was committed.</summary>
    public DateTimeOffset? LastCommitAt { get; private set; }

    /// <summary>Waits for room in the queue. The task in the result ends when the poll is on the disk, or could not be put there.</summary>
    public async ValueTask<Task<StoredPoll>> EnqueueAsync(CompletedPoll poll, CancellationToken cancellation)
    {
        var item = new Item(poll, new TaskCompletionSource<StoredPoll>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(item, cancellation).ConfigureAwait(false);
        return item.Completion.Task;
    }

    /// <summary>No more polls will come; <see cref="RunAsync"/> ends when those in the queue are written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync()
    {
        var batch = new List<Item>(options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await FillAsync(batch).ConfigureAwait(false);
            WriteAll(batch);
            batch.Clear();
        }
    }

    private async Task FillAsync(List<Item> batch)
    {
        Drain(batch);
        if (batch.Count >= options.BatchSize || options.BatchDelay == TimeSpan.Zero)
            return;

        // One short wait for company; waiting per item would let a steady trickle hold the batch open.
        await Task.Delay(options.BatchDelay, time).ConfigureAwait(false);
        Drain(batch);
    }

    private void Drain(List<Item> batch)
    {
        while (batch.Count < options.BatchSize && _queue.Reader.TryRead(out var item))
            batch.Add(item);
    }

    private void WriteAll(List<Item> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var stored = Commit(batch.ConvertAll(item => item.Poll));
            metrics.Committed(batch.Count, Stopwatch.GetElapsedTime(started));
            for (var i = 0; i < batch.Count; i++)
                batch[i].Completion.SetResult(stored[i]);
        }
        catch (Exception e) when (batch.Count > 1)
        {
            LogBatchFailed(e, batch.Count);
            foreach (var item in batch)
                WriteAll([item]);
        }
        catch (Exception e)
        {
            metrics.Failed();
            LogPollFailed(e, Redactor.Url(batch[0].Poll.Feed.Url));
            batch[0].Completion.SetResult(WriteFailure(batch[0].Poll, Explain(e)));
        }
    }

    /// <summary>Moves the feed's next poll on although its documents cannot be stored; when not even that works, the whole database cannot be written.</summary>
    private StoredPoll WriteFailure(CompletedPoll poll, string reason)
    {
        try
        {
            var stored = Commit([poll.Unstorable($"could not be stored: {reason}")])[0];
            return stored with { Failure = reason };
        }
        catch (SqliteException e)
        {
            return new StoredPoll(poll, 0, 0, 0, Explain(e)) { DatabaseDown = true };
        }
    }

    private List<StoredPoll> Commit(List<CompletedPoll> polls)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        var counters = Counters.Read(connection, transaction);
        using var rows = new PollRows(connection, transaction, counters, polling.PollsKept, options.RevisionsKept);
        var stored = polls.ConvertAll(rows.Write);
        rows.Finish();
        counters.Write(connection, transaction);
        transaction.Commit();
        LastCommitAt = time.GetUtcNow();
        return stored;
    }

    private static string Explain(Exception e) => e is SqliteException { SqliteErrorCode: 13 }
        ? "the disk is full"
        : e.Message;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A transaction of {Polls} polls failed; they are retried one by one")]
    private partial void LogBatchFailed(Exception exception, int polls);

    [LoggerMessage(Level = LogLevel.Error, Message = "The poll of {Url} could not be stored; it is polled again later")]
    private partial void LogPollFailed(Exception exception, string url);

    private sealed record Item(CompletedPoll Poll, TaskCompletionSource<StoredPoll> Completion);
}
