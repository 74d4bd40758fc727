namespace Aggregator.Configuration;

/// <summary>What the operator wants of a feed: its cron expression, its interval, or the default one. What publishers ask is not looked at here.</summary>
internal sealed class FeedSchedule(PollingOptions options, CronReader cron)
{
    /// <summary>Stands for "when news is likely" where an interval is asked for.</summary>
    public static readonly TimeSpan Auto = TimeSpan.Zero;

    /// <summary>In place of <see cref="Auto"/> while nothing is known of a feed, and between tries while it fails.</summary>
    public static readonly TimeSpan Unknown = TimeSpan.FromHours(1);

    /// <summary>Whether the feed is to be polled when its past says that news is likely.</summary>
    public bool IsAuto(FeedDefinition feed) => feed is { Schedule: null, Interval: null } && options.Interval == Auto;

    /// <summary>Time from one poll to the next where neither a cron expression nor the past says otherwise.</summary>
    public TimeSpan Interval(FeedDefinition feed) => feed.Interval ?? (options.Interval == Auto ? Unknown : options.Interval);

    /// <summary>What <see cref="Auto"/> keeps to for a feed. The ceiling is not below the floor.</summary>
    public (TimeSpan Floor, TimeSpan Ceiling) Bounds(FeedDefinition feed)
    {
        var (floor, ceiling) = (feed.MinInterval ?? options.MinInterval, feed.MaxInterval ?? options.MaxInterval);
        return (floor, ceiling > floor ? ceiling : floor);
    }

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
