using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aggregator.Storage.Search;

/// <summary>
/// Brings what was committed into an index of words that is kept beside the database, on a thread of its own: while one transaction's words are written, the next
/// transaction is. It is behind by three at most. An index that cannot be written harms no poll: what it misses it reads later.
/// </summary>
internal sealed partial class IndexFollower : IDisposable
{
    private readonly IFollowingIndex _index;
    private readonly ILogger _logger;
    private readonly Channel<(SearchWork Work, Action Done)> _queue = Channel.CreateBounded<(SearchWork, Action)>(new BoundedChannelOptions(1) { SingleReader = true });
    private readonly Task _running;

    /// <param name="index">Which.</param>
    /// <param name="logger">For what goes wrong with it.</param>
    public IndexFollower(IFollowingIndex index, ILogger logger)
    {
        (_index, _logger) = (index, logger);
        _running = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits while another transaction's words wait.</summary>
    /// <param name="work">Of a transaction that is through.</param>
    /// <param name="done">Called when it can be found, or could not be written.</param>
    public void Follow(SearchWork work, Action done) => _queue.Writer.WriteAsync((work, done)).AsTask().GetAwaiter().GetResult();

    /// <summary>Waits until all is written.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _running.GetAwaiter().GetResult();
    }

    private void Run()
    {
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_queue.Reader.TryRead(out var next))
            {
                try
                {
                    _index.Take(next.Work);
                }
                catch (Exception e)
                {
                    LogBehind(e is DbException ? _index.Explain(e) : e.ToString());
                }
                next.Done();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Articles cannot be found by their words for now; they are read into the index later: {Reason}")]
    private partial void LogBehind(string reason);
}
