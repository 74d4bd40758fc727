using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>
/// Paces polls of one host: at most so many at once, evenly spread, never sooner after the last than the minimum delay. What must survive a
/// restart is stored with each poll; this is the exact bookkeeping in between.
/// </summary>
internal sealed class HostLanes(HostBudgets budgets, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    private int _waiting;

    /// <summary>Polls that wait for their host's turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for our turn; ends at once when the host is held back.</summary>
    public async Task<LaneEntry> EnterAsync(string host, CancellationToken cancellation)
    {
        var lane = Acquire(host);
        var entered = false;
        Interlocked.Increment(ref _waiting);
        try
        {
            await lane.Slots.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                while (true)
                {
                    TimeSpan wait;
                    lock (_lock)
                    {
                        var now = time.GetUtcNow();
                        if (lane.HeldUntil > now)
                            return new LaneEntry.HeldBack(lane.HeldUntil, lane.HeldWhy);
                        wait = lane.NextStart - now;
                        if (wait <= TimeSpan.Zero)
                        {
                            lane.NextStart = now + lane.Budget.Spacing;
                            entered = true;
                            return new LaneEntry.Entered();
                        }
                    }
                    await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
                }
            }
            finally
            {
                if (!entered)
                    lane.Slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            if (!entered)
                Release(host, lane);
        }
    }

    public void Leave(string host)
    {
        lock (_lock)
        {
            var lane = _lanes[host];
            var earliest = time.GetUtcNow() + lane.Budget.Delay;
            if (lane.NextStart < earliest)
                lane.NextStart = earliest;
            lane.Slots.Release();
            Release(host, lane);
        }
    }

    /// <summary>Takes over what is known of a host: a pause between polls is waited for, a hold sends away whoever waits.</summary>
    public void Remember(HostHold hold)
    {
        lock (_lock)
        {
            if (hold.NotBefore <= time.GetUtcNow())
                return;
            var lane = Lookup(hold.Host);
            if (!hold.Held && lane.NextStart < hold.NotBefore)
                lane.NextStart = hold.NotBefore;
            if (hold.Held && lane.HeldUntil < hold.NotBefore)
                (lane.HeldUntil, lane.HeldWhy) = (hold.NotBefore, hold.Why);
        }
    }

    /// <summary>The clock says earlier than before: waits keep their length.</summary>
    public void TurnBack(TimeSpan by)
    {
        lock (_lock)
        {
            foreach (var lane in _lanes.Values)
                (lane.NextStart, lane.HeldUntil) = (Back(lane.NextStart), Back(lane.HeldUntil));
        }

        DateTimeOffset Back(DateTimeOffset instant) => instant == default ? instant : instant - by;
    }

    private Lane Acquire(string host)
    {
        lock (_lock)
        {
            var lane = Lookup(host);
            lane.Users++;
            return lane;
        }
    }

    private Lane Lookup(string host)
    {
        if (!_lanes.TryGetValue(host, out var lane))
            _lanes[host] = lane = new Lane(budgets.For(host));
        return lane;
    }

    private void Release(string host, Lane lane)
    {
        lock (_lock)
        {
            lane.Users--;
            // A lane that still has something to remember stays; it goes when its next poll leaves it.
            if (lane.Users == 0 && lane.NextStart <= time.GetUtcNow() && lane.HeldUntil <= time.GetUtcNow())
            {
                _lanes.Remove(host);
                lane.Dispose();
            }
        }
    }

    private sealed class Lane(HostBudget budget) : IDisposable
    {
        public HostBudget Budget => budget;
        public SemaphoreSlim Slots { get; } = new(budget.Concurrency);
        public DateTimeOffset NextStart { get; set; }
        public DateTimeOffset HeldUntil { get; set; }
        public string HeldWhy { get; set; } = "";
        public int Users { get; set; }

        public void Dispose() => Slots.Dispose();
    }
}
