using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Storage;
using Microsoft.Extensions.Logging;

namespace Aggregator.Scheduling;

/// <summary>Puts the lists in force: at the start, with what passed meanwhile, and whenever they change.</summary>
internal sealed partial class ListTakeover(CatalogStore store, DueTimes dueTimes, Database database, TimeProvider time, ILogger<ListTakeover> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>A server that goes away while the daemon starts is waited for, as it is later on: a daemon that ends just then is of no use to anybody.</summary>
    public async Task BeginAsync(Catalog catalog, CancellationToken cancellation)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                Begin(catalog);
                return;
            }
            catch (DbException e) when (database.IsTransient(e))
            {
                LogWaiting(Durations.Format(wait), database.Explain(e));
            }
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
        }
    }

    public void Apply(Catalog catalog)
    {
        var applied = store.Apply(catalog, time.GetUtcNow());
        LogApplied(catalog.Feeds.Length, applied.Added, applied.Changed, applied.Moved, applied.Retired);
    }

    private void Begin(Catalog catalog)
    {
        Apply(catalog);
        dueTimes.TurnBack(time.GetUtcNow());
        var spread = dueTimes.SpreadOverdue(time.GetUtcNow());
        if (spread > 0)
            LogSpread(spread);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feeds} feeds in the lists: {Added} new, {Changed} changed, {Moved} moved, {Retired} retired")]
    private partial void LogApplied(int feeds, int added, int changed, int moved, int retired);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feeds} feeds fell due while the daemon was down; they are spread")]
    private partial void LogSpread(int feeds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lists wait for the database, again in {Wait}: {Reason}")]
    private partial void LogWaiting(string wait, string reason);
}
