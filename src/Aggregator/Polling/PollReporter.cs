using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage;
using Microsoft.Extensions.Logging;

namespace Aggregator.Polling;

/// <summary>One log line for each poll that brought something or failed, a quiet one for the rest, and the sums.</summary>
internal sealed partial class PollReporter(PollMetrics metrics, TimeProvider time, ILogger<PollReporter> logger)
{
    private readonly Lock _lock = new();
    private PollTotals _totals = new();

    public PollTotals Totals
    {
        get
        {
            lock (_lock)
                return _totals;
        }
    }

    public void Report(StoredPoll stored)
    {
        lock (_lock)
            _totals = _totals.With(stored);
        metrics.Stored(stored);

        var poll = stored.Poll;
        if (stored.Failure is not null)
            return; // The writer has said so, with the exception.
        var level = poll.Outcome == PollOutcome.Failed ? LogLevel.Warning
            : stored.Created + stored.Updated > 0 ? LogLevel.Information
            : LogLevel.Debug;
        if (!logger.IsEnabled(level))
            return;

        var next = Until(poll.State.NextPollAt);
        var took = Took(poll);
        var brought = Brought(stored);
        if (level == LogLevel.Warning)
            LogFailed(poll.Feed.Name, poll.Reason?.TrimEnd('.') ?? "", next, poll.State.NextPollWhy);
        else if (level == LogLevel.Information)
            LogBrought(poll.Feed.Name, brought, poll.Entries, took, next);
        else
            LogNothing(poll.Feed.Name, poll.Outcome, took, next);
    }

    private static string Brought(StoredPoll stored)
    {
        var parts = new List<string>(3);
        if (stored.Created > 0)
            parts.Add($"{stored.Created} new");
        if (stored.Updated > 0)
            parts.Add($"{stored.Updated} updated");
        if (stored.Known > 0)
            parts.Add($"{stored.Known} known");
        return string.Join(", ", parts);
    }

    private static string Took(CompletedPoll poll) => string.Create(
        CultureInfo.InvariantCulture, $"{poll.Status} in {poll.Duration.TotalMilliseconds:0} ms, {Sizes.Approximate(poll.BytesReceived)}");

    private string Until(DateTimeOffset at)
    {
        var wait = at - time.GetUtcNow();
        return wait <= TimeSpan.Zero ? "at once" : $"in {Durations.Format(wait < TimeSpan.FromSeconds(10) ? Rounded(wait, 1) : Rounded(wait, 1000))}";
    }

    private static TimeSpan Rounded(TimeSpan wait, int milliseconds) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(wait.TotalMilliseconds / milliseconds)) * milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed}: {Brought} of {Entries} entries ({Took}); next {Next}")]
    private partial void LogBrought(string feed, string brought, int entries, string took, string next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed}: {Reason}; next {Next}: {Why}")]
    private partial void LogFailed(string feed, string reason, string next, string why);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Feed}: nothing new, {Outcome} ({Took}); next {Next}")]
    private partial void LogNothing(string feed, PollOutcome outcome, string took, string next);
}
