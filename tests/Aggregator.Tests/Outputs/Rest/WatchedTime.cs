using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Outputs.Rest;

/// <summary>Tells how many waits of a length have begun: a test moves the clock on when somebody waits for it, not before.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, int> _begun = new();

    public int Begun(TimeSpan length) => _begun.GetValueOrDefault(length);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _begun.AddOrUpdate(dueTime, 1, (_, count) => count + 1);
        return timer;
    }
}
