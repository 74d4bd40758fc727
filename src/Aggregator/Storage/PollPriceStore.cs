using Dapper;

namespace Aggregator.Storage;

/// <summary>Keeps the price of a poll over restarts, and reads from the plan how many polls it leads to.</summary>
internal sealed class PollPriceStore(Database database)
{
    /// <summary>The reason that feeds with interval <c>auto</c> are planned by.</summary>
    private const string Auto = "Auto";

    public StoredPollPrice? Read()
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<StoredPollPrice>("SELECT price, freshness, since, settled_at FROM poll_price");
    }

    public void Write(StoredPollPrice price)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO poll_price (id, price, freshness, since, settled_at) VALUES (1, @Price, @Freshness, @Since, @SettledAt)
            ON CONFLICT (id) DO UPDATE SET price = excluded.price, freshness = excluded.freshness, since = excluded.since, settled_at = excluded.settled_at
            """,
            new { price.Price, price.Freshness, price.Since, price.SettledAt });
    }

    /// <summary>
    /// Polls a feed and day at this moment, over the active feeds that are planned by their past; null without any. Waits are inspected
    /// while they last, so the mean of their inverses is the rate of polls, without counting any. Feeds with a freshness of their own take
    /// no part: their polls are not taken from the others. (Quotes inside of a value are escaped otherwise, so no title looks like a key.)
    /// </summary>
    public double? PlannedRate()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<double?>(
            """
            SELECT AVG(86400000.0 / (next_poll_at - answered_at)) FROM feeds
            WHERE state = 'active' AND next_poll_reason = @Auto AND next_poll_at > answered_at AND COALESCE(definition, '') NOT LIKE '%"freshness":%'
            """,
            new { Auto });
    }
}
