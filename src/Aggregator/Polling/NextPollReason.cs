namespace Aggregator.Polling;

/// <summary>Which input decided when a feed is visited next. Stable names: they are stored and shown.</summary>
internal enum NextPollReason
{
    /// <summary>The feed's or the default interval.</summary>
    Interval,

    /// <summary>The feed's cron expression.</summary>
    Schedule,

    /// <summary>The server gives no validators, and such feeds have an interval of their own.</summary>
    Unconditional,

    /// <summary>A hub tells us what is new, so polling is rare.</summary>
    Pushed,

    /// <summary>The server said how long its answer is fresh (<c>max-age</c>, <c>Expires</c>).</summary>
    Fresh,

    /// <summary>The feed's own <c>ttl</c> or <c>sy:updatePeriod</c>.</summary>
    TimeToLive,

    /// <summary>The feed's <c>skipHours</c> or <c>skipDays</c>.</summary>
    Skipped,

    /// <summary>The server said when to come back (<c>Retry-After</c>).</summary>
    RetryAfter,

    /// <summary>Failures in a row.</summary>
    BackOff,

    /// <summary>The publisher says that it is gone for good; once a week it is asked whether that was meant.</summary>
    Gone,

    /// <summary>The least time between two polls of one feed.</summary>
    Floor,
}
