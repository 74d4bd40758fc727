using Aggregator.Configuration;
using Aggregator.Polling.Adaptive;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>Looks a week ahead by asking the planner again and again. Pure.</summary>
internal sealed class WeekPlanner(PollPlanner planner)
{
    private const int Hours = 7 * 24;

    /// <summary>More than one an hour is a pattern that the first show as well.</summary>
    private const int MostPolls = Hours;

    /// <summary>Hours since 1970 are counted from a Thursday.</summary>
    private const int FromThursdayToMonday = 4 * 24;

    public WeekPlan Plan(DueFeed feed, FeedDefinition definition, DateTimeOffset first, DateTimeOffset now) =>
        new(Rates(feed.State, now), [.. Polls(feed, definition, first, now)]);

    private static double[]? Rates(FeedState state, DateTimeOffset now)
    {
        if (HistoryBlob.Read(state.History) is not { Articles: > 0 } history)
            return null;
        var hourly = history.PerDay(PublishingHistory.Hours(now)) / 24;
        return [.. Enumerable.Range(FromThursdayToMonday, Hours).Select(hour => hourly * (history.Rhythm.Until(hour + 1) - history.Rhythm.Until(hour)))];
    }

    private IEnumerable<DateTimeOffset> Polls(DueFeed feed, FeedDefinition definition, DateTimeOffset first, DateTimeOffset now)
    {
        var circumstances = PollFacts.Of(feed.Id, definition, feed.State, null);
        circumstances = circumstances with { Failure = null, Failures = 0, Hints = circumstances.Hints with { RetryAfter = null } };
        var at = first < now ? now : first;
        for (var count = 0; count < MostPolls && at < now.AddDays(7); count++)
        {
            yield return at;
            if (feed.State.FailureClass is not null)
                yield break;
            var next = planner.Decide(circumstances with { Now = at, StartedAt = at }).Latest.At;
            if (next <= at)
                yield break;
            at = next;
        }
    }
}
