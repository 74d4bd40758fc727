namespace Aggregator.Configuration;

/// <summary>What the operator wants of a feed: its cron expression, its interval, or the default one. What publishers ask is not looked at here.</summary>
internal sealed class FeedSchedule(PollingOptions options, CronReader cron)
{
    /// <summary>Time from one poll to the next where no cron expression says otherwise.</summary>
    public TimeSpan Interval(FeedDefinition feed) => feed.Interval ?? options.Interval;

    /// <summary>
    /// Least time between two polls of a feed, whoever asks. An interval that the operator set below the floor is the floor: his word
    /// counts, but nothing that happens by the way (reloads, pings, a button pressed again and again) beats it.
    /// </summary>
    public TimeSpan Floor(FeedDefinition feed) =>
        feed.Schedule is null && Interval(feed) < options.FeedDelay ? Interval(feed) : options.FeedDelay;

    /// <summary>When the next poll is wanted.</summary>
    public DateTimeOffset Next(FeedDefinition feed, DateTimeOffset last)
    {
        if (feed.Schedule is not { } expression)
            return last + Interval(feed);
        var zone = feed.TimeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(feed.TimeZone);
        // An expression that never fires again leaves the feed at the longest wait rather than silent for ever.
        return cron.Next(expression, zone, last) ?? last + options.MaxBackOff;
    }
}
