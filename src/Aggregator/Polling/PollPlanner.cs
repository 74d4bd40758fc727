using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling.Adaptive;

namespace Aggregator.Polling;

/// <summary>
/// Decides when to come back: at the latest of what everybody with a say wishes. Pure: no clock and no randomness of its own, so the same
/// code that plans also explains.
/// </summary>
internal sealed class PollPlanner(PollingOptions options, CronReader cron, PollPrice price)
{
    /// <summary>No failure silences a feed for longer.</summary>
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Time after which a second 410 counts as meant.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromDays(1);

    /// <summary>How often a feed is polled although a hub tells of its news.</summary>
    private static readonly TimeSpan PushedInterval = TimeSpan.FromDays(1);

    /// <summary>While a host is out of reach it costs nobody anything to look once an hour whether it is back.</summary>
    private static readonly TimeSpan LongestOutOfReach = TimeSpan.FromHours(1);

    /// <summary>However short a time a server calls its answers fresh for.</summary>
    private static readonly TimeSpan LeastFloor = TimeSpan.FromMinutes(5);

    private readonly FeedSchedule _schedule = new(options, cron);
    private readonly PlanWords _words = new(options);

    /// <summary>After a visit that worked: what the feed's schedule wants, or later when the publisher asks for it.</summary>
    public NextPoll AfterSuccess(FeedDefinition feed, PublisherHints hints, DateTimeOffset now) =>
        Plan(new PollCircumstances { Feed = feed, FeedId = 0, Now = now, Hints = hints });

    /// <param name="feed">What the lists say of the feed.</param>
    /// <param name="feedId">Seeds the jitter: feeds that failed together do not come back together.</param>
    /// <param name="failure">What happened this time.</param>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="hints">What the answer, if there was one, asked for.</param>
    /// <param name="now">When it happened.</param>
    public NextPoll AfterFailure(
        FeedDefinition feed, long feedId, FailureClass failure, int failures, PublisherHints hints, DateTimeOffset now) =>
        Plan(new PollCircumstances { Feed = feed, FeedId = feedId, Now = now, Hints = hints, Failure = failure, Failures = failures });

    /// <summary>The latest of all inputs, moved out of the hours and days that the feed skips.</summary>
    public NextPoll Plan(PollCircumstances circumstances)
    {
        var (latest, notBefore) = Decide(circumstances);
        return new NextPoll(latest.At, latest.Reason, _words.Why(latest, circumstances), notBefore);
    }

    /// <summary>The same without words: what decides, and what remains when the operator wishes nothing.</summary>
    public (PlanInput Latest, DateTimeOffset NotBefore) Decide(PollCircumstances circumstances)
    {
        PlanInput? decided = null;
        var notBefore = circumstances.Now;
        foreach (var input in Inputs(circumstances))
        {
            // At the same instant the publisher's word goes before our wish: it is what holds.
            if (decided is not { } best || input.At > best.At || (input.At == best.At && best.IsWish && input is { IsWish: false, Reason: not NextPollReason.Floor }))
                decided = input;
            if (!input.IsWish && input.At > notBefore)
                notBefore = input.At;
        }
        return (OutsideSkipped(decided!.Value, circumstances.Hints), notBefore);
    }

    /// <summary>Everybody's wish, in no order. At least one.</summary>
    public IEnumerable<PlanInput> Inputs(PollCircumstances circumstances)
    {
        var (feed, hints, now) = (circumstances.Feed, circumstances.Hints, circumstances.Now);
        if (circumstances.Failure is { } failure)
        {
            var rule = BackOffRule.For(failure, circumstances.Status);
            yield return BackOff(circumstances, failure, rule);
            if (rule.Intervals > 0)
                yield return Wanted(feed, now, rule.Intervals);
        }
        else
        {
            yield return _schedule.IsAuto(feed) && circumstances.History is { } history ? Likely(circumstances, history) : Wanted(feed, now, 1);
            if (feed is { Interval: null, Schedule: null })
            {
                if (!circumstances.HasValidators && options.UnconditionalInterval > TimeSpan.Zero)
                    yield return new PlanInput(NextPollReason.Unconditional, now + options.UnconditionalInterval, options.UnconditionalInterval);
                if (circumstances.PushedUntil > now)
                    yield return new PlanInput(NextPollReason.Pushed, Earlier(now + PushedInterval, circumstances.PushedUntil.Value), PushedInterval);
            }
            if (hints.FreshFor is { } fresh)
                yield return Asked(NextPollReason.Fresh, now, fresh);
            if (hints.TtlMinutes is { } minutes)
                yield return Asked(NextPollReason.TimeToLive, now, ToNextPeriod(TimeSpan.FromMinutes(minutes), hints.TtlBase, circumstances));
        }
        if (hints.RetryAfter is { } wait)
            yield return Asked(NextPollReason.RetryAfter, now, wait);
        var floor = _schedule.Floor(feed);
        yield return new PlanInput(NextPollReason.Floor, (circumstances.StartedAt ?? now) + floor, floor);
    }

    /// <summary>How long the host as a whole is left alone after this failure, or null. A feed's own trouble is not its neighbours'.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="status">HTTP status, where there was one.</param>
    /// <param name="failures">Failures in a row that concern the host, of whichever of its feeds, this one included.</param>
    /// <param name="hints">What the answer asked for.</param>
    /// <param name="now">When it happened.</param>
    /// <param name="host">Seeds the jitter: hosts that failed together do not come back together.</param>
    public DateTimeOffset? HostHold(FailureClass failure, int? status, int failures, PublisherHints hints, DateTimeOffset now, string host = "")
    {
        var rule = BackOffRule.For(failure, status);
        if (rule.HoldsHostFrom == 0 || failures < rule.HoldsHostFrom)
            return null;
        var cap = rule.Intervals == 0 && LongestOutOfReach < options.MaxBackOff ? LongestOutOfReach : options.MaxBackOff;
        // A host that says for how long is believed the first time; one that has to repeat itself is left alone for longer than it asks.
        var asked = Capped(hints.RetryAfter ?? TimeSpan.Zero);
        var steps = failures - rule.HoldsHostFrom - (hints.RetryAfter is null ? 0 : 1);
        var ladder = steps < 0 ? TimeSpan.Zero : Climb(options.BackOff, steps, cap, Jitter(host, failures));
        return now + (asked > ladder ? asked : ladder);
    }

    /// <summary>Whether a failure counts among those in a row that concern the host.</summary>
    public static bool ConcernsHost(FailureClass failure, int? status) => BackOffRule.For(failure, status).HoldsHostFrom > 0;

    private PlanInput BackOff(PollCircumstances circumstances, FailureClass failure, BackOffRule rule)
    {
        var (now, jitter) = (circumstances.Now, Jitter($"{circumstances.FeedId}", circumstances.Failures));
        if (failure == FailureClass.Gone || circumstances.GoneConfirmed)
        {
            var wait = circumstances.GoneConfirmed ? Week - (Week * (jitter / 10)) : GoneAfter + (GoneAfter * (jitter / 10));
            return new PlanInput(NextPollReason.Gone, now + wait, wait);
        }
        var climbed = Climb(options.BackOff * rule.First, circumstances.Failures - 1, rule.Cap ?? options.MaxBackOff, jitter);
        return new PlanInput(NextPollReason.BackOff, now + climbed, climbed);
    }

    private PlanInput Likely(PollCircumstances circumstances, PublishingHistory history)
    {
        var (floor, ceiling) = _schedule.Bounds(circumstances.Feed);
        // A server that says how long its answer is fresh has said how often it may be asked.
        if (circumstances.Hints.FreshFor is { } fresh && fresh > TimeSpan.Zero && fresh < floor)
            floor = fresh > LeastFloor ? fresh : LeastFloor;
        var freshness = circumstances.Feed.Freshness ?? options.Freshness;
        var worth = circumstances.Feed.Freshness is null && !freshness.IsDelay
            ? price.Current
            : PollPrice.Of(freshness, history.PerDay(PublishingHistory.Hours(circumstances.Now)));
        var bounds = new AdaptiveBounds(floor.TotalHours, ceiling.TotalHours, worth, circumstances.Window);
        var choice = AdaptiveSchedule.Next(history, PublishingHistory.Hours(circumstances.Now), bounds);
        var wait = TimeSpan.FromSeconds(Math.Round(choice.Wait * 3600));
        return new PlanInput(NextPollReason.Auto, circumstances.Now + wait, wait, Choice: choice);
    }

    private PlanInput Wanted(FeedDefinition feed, DateTimeOffset now, int intervals)
    {
        var next = _schedule.Next(feed, now);
        if (intervals > 1 && next + ((next - now) * (intervals - 1)) is var later && later <= now + Week)
            next = later;
        return feed.Schedule is null
            ? new PlanInput(NextPollReason.Interval, next, next - now)
            : new PlanInput(NextPollReason.Schedule, next);
    }

    /// <summary>
    /// A feed that says when its periods begin is asked soon after the next one does: up to a tenth of it later, five minutes at most, since
    /// publishing software gives all its feeds the same base.
    /// </summary>
    private static TimeSpan ToNextPeriod(TimeSpan period, DateTimeOffset? began, PollCircumstances circumstances)
    {
        if (began is not { } start)
            return period;
        var into = TimeSpan.FromTicks((((circumstances.Now - start).Ticks % period.Ticks) + period.Ticks) % period.Ticks);
        var late = Math.Min(period.Ticks / 10, TimeSpan.TicksPerMinute * 5) * Jitter($"{circumstances.FeedId}", 0);
        return period - into + TimeSpan.FromTicks((long)late);
    }

    private PlanInput Asked(NextPollReason reason, DateTimeOffset now, TimeSpan wait) => new(reason, now + Capped(wait), wait, wait > options.MaxPublisherWait);

    private TimeSpan Capped(TimeSpan wait) => wait < options.MaxPublisherWait ? wait : options.MaxPublisherWait;

    private static PlanInput OutsideSkipped(PlanInput latest, PublisherHints hints)
    {
        if (hints is { SkipHours: 0, SkipDays: 0 })
            return latest;
        var at = latest.At.ToUniversalTime();
        for (var hours = 0; hours < 7 * 24 && IsSkipped(at); hours++)
            at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        // A feed that skips every hour of the week asks for something else than it means.
        return at == latest.At || IsSkipped(at) ? latest : new PlanInput(NextPollReason.Skipped, at);

        bool IsSkipped(DateTimeOffset time) =>
            (hints.SkipHours >> time.Hour & 1) != 0 || (hints.SkipDays >> (int)time.DayOfWeek & 1) != 0;
    }

    /// <summary>Doubles with each step; a tenth is added by jitter, or at the cap taken away, so that the cap holds.</summary>
    private static TimeSpan Climb(TimeSpan first, int steps, TimeSpan cap, double jitter)
    {
        var step = TimeSpan.FromTicks((long)Math.Min(cap.Ticks, first.Ticks * Math.Pow(2, Math.Clamp(steps, 0, 30))));
        var part = step * (jitter / 10);
        return step + part <= cap ? step + part : step - part;
    }

    /// <summary>0 to 1, the same for the same name and count.</summary>
    private static double Jitter(string name, int failures) => Hash128.Of($"{name}/{failures}").High / (double)ulong.MaxValue;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
