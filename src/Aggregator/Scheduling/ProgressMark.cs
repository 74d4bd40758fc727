using Aggregator.Polling;

namespace Aggregator.Scheduling;

/// <summary>The sums of the last progress line. Jobs live for one firing; this lives as long as the daemon.</summary>
internal sealed class ProgressMark
{
    private PollTotals _last = new();

    public PollTotals Exchange(PollTotals now) => Interlocked.Exchange(ref _last, now);
}
