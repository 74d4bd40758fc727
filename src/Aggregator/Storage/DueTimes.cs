using Aggregator.Configuration;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Mends the plan after time did not pass as it should have: after downtime, a suspended machine, a clock that was set.</summary>
internal sealed class DueTimes(Database database, PollingOptions polling)
{
    /// <summary>Clocks are corrected by seconds all the time; that needs no mending.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After downtime everything is overdue at once: feeds due by now are spread, in the order in which they fell due, at
    /// <see cref="PollingOptions.SpreadPerSecond"/>.
    /// </summary>
    public int SpreadOverdue(DateTimeOffset now)
    {
        using var connection = database.Open();
        return connection.Execute(
            """
            UPDATE feeds SET next_poll_at = @now + (overdue.place * 1000) / @perSecond
            FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY next_poll_at, id) - 1 AS place FROM feeds
                  WHERE state = 'active' AND next_poll_at <= @now) overdue
            WHERE feeds.id = overdue.id AND overdue.place >= @perSecond
            """,
            new { now, perSecond = polling.SpreadPerSecond });
    }

    /// <summary>
    /// The clock says earlier than it did when feeds were last polled: what was planned by the wrong clock moves back with it, waits keep
    /// their length. Without this a clock that was a year ahead for a minute would silence everything for a year.
    /// </summary>
    public int TurnBack(DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.Serializable);
        var latest = now + Tolerance;
        connection.Execute(
            "UPDATE hosts SET not_before = not_before - (noted_at - @now), noted_at = @now WHERE noted_at > @latest", new { now, latest }, transaction);
        var feeds = connection.Execute(
            """
            UPDATE feeds SET next_poll_at = MAX(@now, next_poll_at - (COALESCE(last_poll_at, next_poll_at) - @now)),
              not_before = not_before - (last_poll_at - @now), answered_at = @now, last_poll_at = CASE WHEN last_poll_at IS NULL THEN NULL ELSE @now END,
              added_at = MIN(added_at, @now)
            WHERE last_poll_at > @latest OR (last_poll_at IS NULL AND added_at > @latest)
            """,
            new { now, latest },
            transaction);
        transaction.Commit();
        return feeds;
    }
}
