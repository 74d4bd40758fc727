using Dapper;

namespace Aggregator.Storage.Deliveries;

/// <summary>Keeps what hubs are to tell us, and with each feed until when one does (<c>feeds.pushed_until</c>): polling is rare until then.</summary>
internal sealed class SubscriptionStore(Database database)
{
    private const string Columns = """
        s.feed_id, f.url AS feed_url, s.hub, s.topic, s.token, s.secret, s.asked_at, s.verified_at, s.lease_until, s.pushed_at, s.missing_at, s.failures, s.next_try_at, s.reason
        """;

    /// <summary>Feeds that name a hub and are not subscribed there, or whose lease is to be renewed.</summary>
    public IReadOnlyList<Subscription> Due(DateTimeOffset now, int limit)
    {
        using var connection = database.Open();
        return connection.Query<Subscription>(
            """
            SELECT f.id AS feed_id, f.url AS feed_url, f.hub_url AS hub, COALESCE(f.topic_url, f.moved_to, f.url) AS topic,
              CASE WHEN s.hub = f.hub_url AND s.topic = COALESCE(f.topic_url, f.moved_to, f.url) THEN s.token ELSE '' END AS token,
              CASE WHEN s.hub = f.hub_url THEN s.secret ELSE '' END AS secret,
              CASE WHEN s.hub = f.hub_url THEN s.failures ELSE 0 END AS failures
            FROM feeds f LEFT JOIN subscriptions s ON s.feed_id = f.id
            WHERE f.state = 'active' AND f.hub_url IS NOT NULL
              AND (s.feed_id IS NULL OR s.hub <> f.hub_url OR s.topic <> COALESCE(f.topic_url, f.moved_to, f.url) OR s.next_try_at <= @now)
            ORDER BY COALESCE(s.next_try_at, 0), f.id
            LIMIT @limit
            """,
            new { now, limit }).AsList();
    }

    /// <summary>What is agreed with the hub that a feed names, or that it names one and nothing is agreed; null when it names none.</summary>
    public Subscription? OfFeed(long feedId)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Subscription>(
            """
            SELECT f.id AS feed_id, f.url AS feed_url, f.hub_url AS hub, COALESCE(f.topic_url, f.moved_to, f.url) AS topic, '' AS token, '' AS secret,
              s.asked_at, s.verified_at, s.lease_until, s.pushed_at, s.missing_at, COALESCE(s.failures, 0) AS failures, COALESCE(s.next_try_at, 0) AS next_try_at, s.reason
            FROM feeds f LEFT JOIN subscriptions s ON s.feed_id = f.id AND s.hub = f.hub_url
            WHERE f.id = @feedId AND f.hub_url IS NOT NULL
            """,
            new { feedId });
    }

    /// <summary>Before the request goes out: the hub may verify it before it answers. What another hub was to tell is forgotten.</summary>
    public void Ask(Subscription wanted, DateTimeOffset nextTryAt, DateTimeOffset now)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO subscriptions (feed_id, hub, topic, token, secret, asked_at, next_try_at) VALUES (@FeedId, @Hub, @Topic, @Token, @Secret, @now, @nextTryAt)
            ON CONFLICT (feed_id) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, token = excluded.token, secret = excluded.secret,
              asked_at = excluded.asked_at, next_try_at = excluded.next_try_at,
              lease_until = CASE WHEN subscriptions.token = excluded.token THEN subscriptions.lease_until END,
              verified_at = CASE WHEN subscriptions.token = excluded.token THEN subscriptions.verified_at END
            """,
            new { wanted.FeedId, wanted.Hub, wanted.Topic, wanted.Token, wanted.Secret, now, nextTryAt });
    }

    public Subscription? Find(string token)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Subscription>(
            $"SELECT {Columns} FROM subscriptions s JOIN feeds f ON f.id = s.feed_id WHERE s.token = @token AND f.state = 'active'", new { token });
    }

    /// <summary>The hub has confirmed. A feed whose pushes were found missing is polled as before until one comes.</summary>
    public void Verify(Subscription subscription, DateTimeOffset leaseUntil, DateTimeOffset renewAt, DateTimeOffset now)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            """
            UPDATE subscriptions SET verified_at = @now, lease_until = @leaseUntil, next_try_at = @renewAt, failures = 0, reason = NULL WHERE token = @Token;
            UPDATE feeds SET pushed_until = @leaseUntil WHERE id = @FeedId AND EXISTS (
              SELECT 1 FROM subscriptions s WHERE s.feed_id = @FeedId AND s.token = @Token AND s.missing_at IS NULL)
            """,
            new { subscription.Token, subscription.FeedId, leaseUntil, renewAt, now },
            transaction);
        transaction.Commit();
    }

    /// <summary>The hub refused, or could not be asked.</summary>
    public void Fail(string token, string reason, DateTimeOffset nextTryAt)
    {
        using var connection = database.Open();
        connection.Execute(
            "UPDATE subscriptions SET failures = failures + 1, reason = @reason, next_try_at = @nextTryAt WHERE token = @token", new { token, reason, nextTryAt });
    }

    /// <summary>The hub ends it: polling goes on by itself, at its own pace at once.</summary>
    public void End(Subscription subscription, string reason, DateTimeOffset nextTryAt, DateTimeOffset now)
    {
        Fail(subscription.Token, reason, nextTryAt);
        using var connection = database.Open();
        connection.Execute(
            """
            UPDATE feeds SET pushed_until = NULL, next_poll_at = CASE WHEN next_poll_reason = 'Pushed' THEN MAX(@now, COALESCE(not_before, 0)) ELSE next_poll_at END
            WHERE id = @FeedId
            """,
            new { subscription.FeedId, now });
    }

    /// <summary>A push has come and was signed as agreed: the hub can be relied on, again or still.</summary>
    public void Pushed(Subscription subscription, DateTimeOffset now)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            UPDATE subscriptions SET pushed_at = @now, missing_at = NULL WHERE token = @Token;
            UPDATE feeds SET pushed_until = @LeaseUntil WHERE id = @FeedId
            """,
            new { now, subscription.Token, subscription.FeedId, subscription.LeaseUntil });
    }

    /// <summary>Has a feed polled as soon as publisher and back-off allow, by whoever polls its host.</summary>
    public void PollSoon(long feedId, DateTimeOffset now)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            UPDATE feeds SET next_poll_at = MAX(@now, COALESCE(not_before, 0)), next_poll_why = 'its hub says that there is something new', next_poll_reason = 'Pushed'
            WHERE id = @feedId AND next_poll_at > MAX(@now, COALESCE(not_before, 0))
            """,
            new { feedId, now });
    }
}
