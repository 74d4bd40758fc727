using Aggregator.Fetching;

namespace Aggregator.Polling.WebSub;

/// <summary>When a hub is asked again, before its lease ends. Leases that were taken together are not renewed together.</summary>
internal static class LeaseRenewal
{
    /// <summary>A hub that gives less is not asked all the time for it: the feed is polled in between.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(10);

    /// <param name="lease">What the hub granted.</param>
    /// <param name="name">Seeds the jitter.</param>
    public static TimeSpan After(TimeSpan lease, string name)
    {
        var wait = lease * (0.8 + (0.1 * Hash128.Of(name).High / ulong.MaxValue));
        return wait > Soonest ? wait : Soonest;
    }
}
