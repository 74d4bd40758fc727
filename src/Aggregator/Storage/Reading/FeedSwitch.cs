using Aggregator.Storage.Planning;
using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>
/// Pauses feeds beside their lists, and ends that. It outlives restarts, reloads and edits of the list; what the list disables it cannot enable.
/// </summary>
internal sealed class FeedSwitch(Database database)
{
    /// <summary>The state that the feed is in now; null when there is no such feed.</summary>
    public string? Pause(long feed, string by, DateTimeOffset now) => Change(
        feed, "UPDATE feeds SET state = 'paused', paused_at = COALESCE(paused_at, @now), paused_by = COALESCE(paused_by, @by) WHERE id = @feed AND state <> 'retired'", by, now);

    public string? Resume(long feed, DateTimeOffset now)
    {
        using var connection = database.Open();
        var enables = connection.QuerySingleOrDefault<string?>("SELECT definition FROM feeds WHERE id = @feed", new { feed }) is not { } definition
            || FeedDefinitionJson.Read(definition).GetValueOrDefault("enabled") != "false";
        return Change(
            feed, $"UPDATE feeds SET paused_at = NULL, paused_by = NULL{(enables ? ", state = 'active'" : "")} WHERE id = @feed AND state = 'paused' AND paused_at IS NOT NULL", null, now);
    }

    /// <summary>It is due at the next tick of whichever daemon polls its host; what the host asked for holds.</summary>
    public void MakeDue(long feed, DateTimeOffset now)
    {
        using var connection = database.Open();
        connection.Execute(
            "UPDATE feeds SET next_poll_at = @now, next_poll_reason = 'Changed', next_poll_why = 'asked for' WHERE id = @feed AND state = 'active' AND next_poll_at > @now",
            new { feed, now });
    }

    private string? Change(long feed, string sql, string? by, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        database.LockLists(connection, transaction);
        connection.Execute(sql, new { feed, by, now }, transaction);
        var state = connection.QuerySingleOrDefault<string?>("SELECT state FROM feeds WHERE id = @feed", new { feed }, transaction);
        transaction.Commit();
        return state;
    }
}
