using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Events;

/// <summary>
/// Keeps the last events, some thousands, in memory. Warnings have a ring of their own: busy polling, which says a line for all that it brings, does not push
/// them out.
/// </summary>
internal sealed class EventRing
{
    public const int MostInformation = 4096;
    public const int MostWarnings = 1024;

    private readonly Lock _lock = new();
    private readonly Queue<LoggedEvent> _information = new();
    private readonly Queue<LoggedEvent> _warnings = new();
    private long _last;

    public void Add(DateTimeOffset at, LogLevel level, string category, string message, string? feed, string? host)
    {
        var (ring, most) = level >= LogLevel.Warning ? (_warnings, MostWarnings) : (_information, MostInformation);
        lock (_lock)
        {
            if (ring.Count == most)
                ring.Dequeue();
            ring.Enqueue(new LoggedEvent(++_last, at, level, category, message, feed, host));
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<LoggedEvent> Last(EventFilter filter, int count)
    {
        LoggedEvent[] all;
        lock (_lock)
            all = [.. _information, .. _warnings];
        // Filtered outside of the lock: nobody who logs waits for somebody who reads.
        return [.. all.Where(filter.Takes).OrderByDescending(line => line.Number).Take(count)];
    }
}
