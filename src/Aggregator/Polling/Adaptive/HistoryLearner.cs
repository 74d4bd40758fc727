namespace Aggregator.Polling.Adaptive;

/// <summary>
/// Takes the dates of a document's entries into the history. Pure. New is what is dated after everything known or after the last visit;
/// an entry that was merely changed keeps its date and teaches nothing. Dates in the future are held to be wrong and count as of now, dates
/// of more than half a year ago say nothing of today.
/// </summary>
internal static class HistoryLearner
{
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(180);

    /// <param name="history">What is known; null before the first document.</param>
    /// <param name="dates">When the entries that the last document did not have say that they were published; null where they do not.</param>
    /// <param name="lastVisit">The last visit that worked.</param>
    /// <param name="now">This visit.</param>
    public static PublishingHistory Learn(
        PublishingHistory? history, IEnumerable<DateTimeOffset?> dates, DateTimeOffset? lastVisit, DateTimeOffset now)
    {
        var visited = lastVisit is { } visit ? PublishingHistory.Hours(visit) : double.PositiveInfinity;
        var present = PublishingHistory.Hours(now);
        var oldest = PublishingHistory.Hours(now - Oldest);
        var times = new List<double>();
        foreach (var date in dates)
        {
            // Undated entries of a first document are of any age: they teach nothing.
            if (date is null && history is null)
                continue;
            var time = date is { } published ? Math.Min(PublishingHistory.Hours(published), present) : present;
            if (time >= oldest && (history is null || time > visited || time > history.Until))
                times.Add(time);
        }
        times.Sort();
        history ??= PublishingHistory.StartingAt(times.Count > 0 ? times[0] : present);
        return history.With(times.ToArray());
    }
}
