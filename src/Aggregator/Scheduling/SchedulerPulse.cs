namespace Aggregator.Scheduling;

/// <summary>When the scheduler last ticked: a daemon whose clock stands still is not alive.</summary>
internal sealed class SchedulerPulse(TimeProvider time)
{
    private long _ticks = time.GetUtcNow().UtcTicks;

    public DateTimeOffset LastBeatAt => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Beat() => Interlocked.Exchange(ref _ticks, time.GetUtcNow().UtcTicks);
}
