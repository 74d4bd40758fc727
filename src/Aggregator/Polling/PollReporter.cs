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
        if (poll.Pages is { } pages)
            ReportPages(poll, pages);
        else if (stored.IsGap)
            LogGap(Name(poll), poll.Entries);
        var level = poll.Outcome == PollOutcome.Failed ? LogLevel.Warning
            : stored.Created + stored.Updated > 0 ? LogLevel.Information
            : LogLevel.Debug;
        if (!logger.IsEnabled(level))
            return;

        var next = Until(poll.State.NextPollAt);
        var name = Name(poll);
        var took = Took(poll);
        var brought = Brought(stored);
        if (level == LogLevel.Warning)
            LogFailed(name, poll.Reason?.TrimEnd('.') ?? "", next, poll.State.NextPollWhy);
        else if (level == LogLevel.Information)
            LogBrought(name, brought, poll.Entries, took, next);
        else
            LogNothing(name, poll.Outcome, took, next);
    }

    private void ReportPages(CompletedPoll poll, ReadPages pages)
    {
        var name = Name(poll);
        if (pages.Closed || poll.State.Missed is not null)
            LogPages(name, poll.Reason ?? "");
        else
            LogLeft(name, poll.Reason ?? "");
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

    /// <summary>A feed without a title of its own is called by its URL, which may hold a secret.</summary>
    private static string Name(CompletedPoll poll) =>
        poll.Feed.Name == poll.Feed.Url ? poll.Header?.Title ?? Redactor.Url(poll.Feed.Url) : poll.Feed.Name;

    private string Until(DateTimeOffset at)
    {
        var wait = at - time.GetUtcNow();
        return wait <= TimeSpan.Zero ? "at once"
            : wait < TimeSpan.FromSeconds(10) ? string.Create(CultureInfo.InvariantCulture, $"in {wait.TotalSeconds:0.0}s")
            : $"in {Durations.Format(TimeSpan.FromSeconds(Math.Round(wait.TotalSeconds)))}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed}: none of its {Entries} entries was there at the visit before, so articles came and went unseen; a shorter interval would find them")]
    private partial void LogGap(string feed, int entries);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed}: {What}")]
    private partial void LogPages(string feed, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed}: {What}; a shorter interval would find it")]
    private partial void LogLeft(string feed, string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed}: {Brought} of {Entries} entries ({Took}); next {Next}")]
    private partial void LogBrought(string feed, string brought, int entries, string took, string next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed}: {Reason}; next {Next}: {Why}")]
    private partial void LogFailed(string feed, string reason, string next, string why);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Feed}: nothing new, {Outcome} ({Took}); next {Next}")]
    private partial void LogNothing(string feed, PollOutcome outcome, string took, string next);
}
