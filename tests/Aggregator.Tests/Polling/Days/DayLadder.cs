using Aggregator.Configuration;

namespace Aggregator.Tests.Polling.Days;

/// <summary>How long a visit may silence its feed, and its host, at most: written down here anew, not taken from the planner.</summary>
internal static class DayLadder
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="answer">What the publisher did.</param>
    /// <param name="row">Failures of the feed in a row, this one included.</param>
    /// <param name="options">The operator's.</param>
    public static TimeSpan OfFeed(DayAnswer answer, int row, PollingOptions options)
    {
        var step = answer.Status switch
        {
            0 or 500 => Step(options.BackOff, row),
            429 or 503 => Longer(Step(Hour, row), 2 * options.Interval),
            404 => Longer(Step(Hour, row), options.Interval),
            _ => options.Interval,
        };
        return Longer(step, answer.RetryAfter ?? answer.MaxAge ?? TimeSpan.Zero);
    }

    /// <param name="answer">What the publisher did.</param>
    /// <param name="row">Failures of the host in a row, of whichever of its feeds, this one included.</param>
    /// <param name="options">The operator's.</param>
    public static TimeSpan OfHost(DayAnswer answer, int row, PollingOptions options) => answer.Status switch
    {
        0 => Shorter(Step(options.BackOff, row), Hour),
        429 or 503 => Longer(Step(options.BackOff, row), answer.RetryAfter ?? TimeSpan.Zero),
        _ => TimeSpan.Zero,
    };

    /// <summary>Doubled with each failure, a tenth longer by chance, never more than a day.</summary>
    private static TimeSpan Step(TimeSpan first, int row) => Shorter(first * Math.Pow(2, row - 1) * 1.1, TimeSpan.FromDays(1));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
