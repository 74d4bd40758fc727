using Aggregator.Configuration;
using Aggregator.Fetching;

namespace Aggregator.Polling;

/// <summary>Decides when to come back. Pure: no clock and no randomness of its own.</summary>
internal sealed class PollPlanner(PollingOptions options, CronReader cron)
{
    /// <summary>After a visit that worked: what the feed's schedule wants, or later when the publisher asks for it.</summary>
    public NextPoll AfterSuccess(FeedDefinition feed, PublisherHints hints, DateTimeOffset now)
    {
        var next = Wanted(feed, now);
        next = Later(next, now, hints.FreshFor, NextPollReason.Fresh, "the server calls its answer fresh until then");
        next = Later(next, now, hints.TtlMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null, NextPollReason.TimeToLive,
            $"the feed asks for {hints.TtlMinutes} min between visits (ttl)");
        next = Later(next, now, hints.RetryAfter, NextPollReason.RetryAfter, "the server asks to stay away until then (Retry-After)");
        return OutsideSkipped(next, hints);
    }

    /// <param name="feed">What the lists say of the feed.</param>
    /// <param name="feedId">Seeds the jitter: feeds that failed together do not come back together.</param>
    /// <param name="failure">What happened this time.</param>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="hints">What the answer, if there was one, asked for.</param>
    /// <param name="now">When it happened.</param>
    public NextPoll AfterFailure(
        FeedDefinition feed, long feedId, FailureClass failure, int failures, PublisherHints hints, DateTimeOffset now)
    {
        var rule = BackOffRule.For(failure);
        var cap = rule.Cap ?? options.MaxBackOff;
        var steps = rule.First * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var wait = TimeSpan.FromTicks((long)Math.Min(cap.Ticks, options.BackOff.Ticks * steps));
        wait += wait * (Jitter(feedId, failures) / 10);
        var next = new NextPoll(now + wait, NextPollReason.BackOff, $"back-off after {Times(failures)} ({failure})");
        if (rule.AtLeastInterval && Wanted(feed, now) is var wanted && wanted.At > next.At)
            next = wanted;
        return Later(next, now, hints.RetryAfter, NextPollReason.RetryAfter, "the server asks to stay away until then (Retry-After)");
    }

    /// <summary>How long the host as a whole is left alone after this answer, or null. A feed's own trouble is not its neighbours'.</summary>
    public DateTimeOffset? HostHold(FailureClass failure, int? status, int failures, PublisherHints hints, DateTimeOffset now)
    {
        if (!BackOffRule.For(failure).HoldsHost && status != 503)
            return null;
        var steps = Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var wait = hints.RetryAfter ?? TimeSpan.FromTicks((long)Math.Min(options.MaxBackOff.Ticks, options.BackOff.Ticks * steps));
        return now + Capped(wait);
    }

    private NextPoll Wanted(FeedDefinition feed, DateTimeOffset now)
    {
        if (feed.Schedule is { } expression)
        {
            var zone = feed.TimeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(feed.TimeZone);
            // An expression that never fires again leaves the feed at the longest wait rather than silent for ever.
            var at = cron.Next(expression, zone, now) ?? now + options.MaxBackOff;
            return new NextPoll(at, NextPollReason.Schedule, $"schedule {expression}");
        }
        var interval = feed.Interval ?? options.Interval;
        return new NextPoll(now + interval, NextPollReason.Interval, $"interval {Durations.Format(interval)}");
    }

    private NextPoll Later(NextPoll next, DateTimeOffset now, TimeSpan? wait, NextPollReason reason, string why) =>
        wait is { } asked && now + Capped(asked) is var at && at > next.At ? new NextPoll(at, reason, why) : next;

    private TimeSpan Capped(TimeSpan wait) => wait < options.MaxPublisherWait ? wait : options.MaxPublisherWait;

    private static NextPoll OutsideSkipped(NextPoll next, PublisherHints hints)
    {
        if (hints is { SkipHours: 0, SkipDays: 0 })
            return next;
        var at = next.At.ToUniversalTime();
        for (var hours = 0; hours < 7 * 24 && IsSkipped(at); hours++)
            at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        // A feed that skips every hour of the week asks for something else than it means.
        return at == next.At || IsSkipped(at)
            ? next
            : new NextPoll(at, NextPollReason.Skipped, "the feed asks for no visits before that hour (skipHours, skipDays)");

        bool IsSkipped(DateTimeOffset time) =>
            (hints.SkipHours >> time.Hour & 1) != 0 || (hints.SkipDays >> (int)time.DayOfWeek & 1) != 0;
    }

    /// <summary>0 to 1, the same for the same feed and count.</summary>
    private static double Jitter(long feedId, int failures) => Hash128.Of($"{feedId}/{failures}").High / (double)ulong.MaxValue;

    private static string Times(int failures) => failures == 1 ? "a failure" : $"{failures} failures in a row";
}
