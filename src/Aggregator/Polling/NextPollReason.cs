namespace Aggregator.Polling;

/// <summary>Which input decided when a feed is visited next. Stable names.</summary>
internal enum NextPollReason
{
    /// <summary>The feed's or the default interval.</summary>
    Interval,

    /// <summary>The feed's cron expression.</summary>
    Schedule,

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
}
