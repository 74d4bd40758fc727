using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage;
using Microsoft.Extensions.Logging;

namespace Aggregator.Polling;

/// <summary>Claims what is due and hands it to the pipeline: at most what fits, fair to hosts. Called with every tick.</summary>
internal sealed partial class PollDispatcher(
    FeedClaims claims, PollPipeline pipeline, HostLanes lanes, HostBudgets budgets, DueTimes dueTimes, CatalogSource catalog, PollMetrics metrics,
    TimeProvider time, ILogger<PollDispatcher> logger) : IDisposable
{
    /// <summary>Pause after the database could not be written.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1);
    private DateTimeOffset _pausedUntil;
    private volatile bool _stopped;
    private volatile bool _moreIsDue;

    /// <summary>A poll could not be noted: whether anything can be is tried before more is claimed.</summary>
    private volatile bool _isInDoubt;
    private (Catalog? Of, IReadOnlyDictionary<string, int> Turns) _exceptions = (null, new Dictionary<string, int>());

    /// <summary>Time from one tick to the next; one claim takes what a host's pacing lets through until then.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>When a claim last went through.</summary>
    public DateTimeOffset? LastClaimAt { get; private set; }

    public void Stop() => _stopped = true;

    /// <summary>How many polls were begun. A call that comes while another is under way does nothing.</summary>
    public async Task<int> DispatchAsync()
    {
        if (_stopped || IsPaused(time.GetUtcNow()) || !await _gate.WaitAsync(0).ConfigureAwait(false))
            return 0;
        try
        {
            var now = time.GetUtcNow();
            if (_isInDoubt && claims.WriteProblem() is { } problem)
            {
                PauseClaims(problem);
                return 0;
            }
            _isInDoubt = false;
            if (LastClaimAt is { } last)
                MendAfterJump(last, now);
            var room = pipeline.Capacity - claims.Count;
            var due = room > 0 ? claims.ClaimDue(now, room, budgets.Default.Turns(Tick), Exceptions(), host => budgets.For(host).Spacing) : [];
            _moreIsDue = room <= 0 || due.Count == room;
            LastClaimAt = now;
            foreach (var feed in due)
            {
                metrics.Claimed(now - feed.State.NextPollAt);
                _ = PollAsync(feed);
            }
            return due.Count;
        }
        catch (Exception e)
        {
            // The boundary of one claim: whatever it is, the next claim comes after a pause, and other ticks go on.
            LogClaimFailed(e, Durations.Format(Pause));
            _pausedUntil = time.GetUtcNow() + Pause;
            return 0;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task PollAsync(DueFeed feed)
    {
        var end = await pipeline.SubmitAsync(feed).ConfigureAwait(false);
        if (end is PollEnd.HeldBack)
            metrics.HeldBack();
        if (end is PollEnd.Made { Stored.DatabaseDown: true })
            _isInDoubt = true;
        // Under load the next tick is too far away; half the room free is worth a claim.
        else if (_moreIsDue && claims.Count <= pipeline.Capacity / 2)
            await DispatchAsync().ConfigureAwait(false);
    }

    private void PauseClaims(string reason)
    {
        LogPaused(Durations.Format(Pause), reason);
        _pausedUntil = time.GetUtcNow() + Pause;
    }

    /// <summary>Not longer than a pause is: a clock that was set back does not prolong it.</summary>
    private bool IsPaused(DateTimeOffset now) => now < _pausedUntil && _pausedUntil - now <= Pause;

    /// <summary>A machine that slept, or a clock that was set, while we ran: nothing bursts, and nothing is silent for as long as the clock jumped.</summary>
    private void MendAfterJump(DateTimeOffset last, DateTimeOffset now)
    {
        if (last - now > DueTimes.Tolerance)
        {
            lanes.TurnBack(last - now);
            claims.TurnBack(last - now);
            var feeds = dueTimes.TurnBack(now);
            LogTurnedBack(last - now, feeds);
        }
        else if (now - last > DueTimes.Tolerance)
        {
            var feeds = dueTimes.SpreadOverdue(now);
            LogSlept(now - last, feeds);
        }
    }

    /// <summary>The hosts for which the settings have a rule of their own; found anew when the lists have changed.</summary>
    private IReadOnlyDictionary<string, int> Exceptions()
    {
        if (!budgets.HasRules)
            return _exceptions.Turns;
        var current = catalog.Current;
        if (!ReferenceEquals(_exceptions.Of, current))
        {
            var turns = current.Feeds.Select(feed => HostName.Of(new Uri(feed.Url))).Distinct(StringComparer.Ordinal)
                .Where(host => budgets.For(host).Rule is not null)
                .ToDictionary(host => host, host => budgets.For(host).Turns(Tick), StringComparer.Ordinal);
            _exceptions = (current, turns);
        }
        return _exceptions.Turns;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock went back by {Time}; {Feeds} feeds planned by it are planned anew")]
    private partial void LogTurnedBack(TimeSpan time, int feeds);

    [LoggerMessage(Level = LogLevel.Information, Message = "No claims for {Time}; {Feeds} feeds that fell due meanwhile are spread")]
    private partial void LogSlept(TimeSpan time, int feeds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Due feeds could not be claimed; tried again in {Pause}")]
    private partial void LogClaimFailed(Exception exception, string pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database cannot be written ({Reason}); polling pauses for {Pause} at a time until it can")]
    private partial void LogPaused(string pause, string reason);
}
