using Aggregator.Configuration;

namespace Aggregator.Polling;

/// <summary>How much one host is asked for.</summary>
/// <param name="Concurrency">Polls under way at once.</param>
/// <param name="Delay">Least time from the end of one poll to the start of the next.</param>
/// <param name="PollsPerMinute">Most polls in any minute; 0 is no limit.</param>
/// <param name="Hold">What is left alone when it is in trouble.</param>
/// <param name="Rule">The rule of the settings that it comes from, or null.</param>
internal sealed record HostBudget(int Concurrency, TimeSpan Delay, int PollsPerMinute, HoldScope Hold, HostRule? Rule)
{
    /// <summary>Least time from the start of one poll to the start of the next: the minute's polls are spread evenly, never burst.</summary>
    public TimeSpan Spacing { get; } = PollsPerMinute == 0
        ? Delay
        : TimeSpan.FromTicks(Math.Max(Delay.Ticks, (TimeSpan.TicksPerMinute + PollsPerMinute - 1) / PollsPerMinute));

    /// <summary>Polls that may begin within a time, and so may wait for their turn at once.</summary>
    public int Turns(TimeSpan within)
    {
        const int unpaced = 64;
        var turns = Spacing == TimeSpan.Zero ? unpaced : (int)Math.Min(unpaced, Math.Ceiling(within / Spacing));
        return Math.Max(turns, Concurrency);
    }
}
