using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;

namespace Aggregator.Tests.Polling;

public sealed class PollPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 20, 0, TimeSpan.Zero);
    private static readonly PollingOptions Options = new();
    private static readonly PublisherHints Nothing = new();
    private readonly PollPlanner _planner = new(Options, CronSchedule.Reader, new PollPrice(Options));

    [Fact]
    public void Without_anybodys_wish_the_default_interval_counts()
    {
        var next = _planner.AfterSuccess(Feed(), Nothing, Now);
        Assert.Equal((Now.AddHours(1), NextPollReason.Interval), (next.At, next.Reason));
    }

    [Fact]
    public void The_feeds_own_interval_counts_before_the_default() =>
        Assert.Equal(Now.AddMinutes(20), _planner.AfterSuccess(Feed() with { Interval = TimeSpan.FromMinutes(20) }, Nothing, Now).At);

    [Fact]
    public void At_the_same_instant_the_publishers_word_is_the_reason()
    {
        var next = _planner.AfterFailure(Feed(), 1, FailureClass.TooManyRequests, 1, new PublisherHints { RetryAfter = TimeSpan.FromHours(2) }, Now);
        Assert.Equal((Now.AddHours(2), NextPollReason.RetryAfter), (next.At, next.Reason));
        next = _planner.AfterSuccess(Feed(), new PublisherHints { FreshFor = TimeSpan.FromHours(1) }, Now);
        Assert.Equal((Now.AddHours(1), NextPollReason.Fresh), (next.At, next.Reason));
        next = _planner.AfterSuccess(Feed() with { Interval = Options.FeedDelay }, Nothing, Now);
        Assert.Equal(NextPollReason.Interval, next.Reason);
    }

    [Fact]
    public void A_wait_of_several_intervals_is_shown_at_its_length()
    {
        var next = _planner.AfterFailure(Feed(), 1, FailureClass.TooManyRequests, 1, Nothing, Now);
        Assert.Equal((Now.AddHours(2), "2h by its interval, after a failure (TooManyRequests)"), (next.At, next.Why));
    }

    [Fact]
    public void A_schedule_is_read_in_its_time_zone()
    {
        var next = _planner.AfterSuccess(Feed() with { Schedule = "0 30 7 * * ?", TimeZone = "Europe/Kyiv" }, Nothing, Now);
        Assert.Equal((new DateTimeOffset(2026, 3, 3, 5, 30, 0, TimeSpan.Zero), NextPollReason.Schedule), (next.At, next.Reason));
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(180, 180)]
    [InlineData(60 * 24 * 30, 60 * 24 * 7)]
    public void Freshness_only_lengthens_and_is_capped(int freshMinutes, int expectedMinutes) => Assert.Equal(
        Now.AddMinutes(expectedMinutes),
        _planner.AfterSuccess(Feed(), new PublisherHints { FreshFor = TimeSpan.FromMinutes(freshMinutes) }, Now).At);

    [Theory]
    [InlineData(5, 60)]
    [InlineData(240, 240)]
    public void A_ttl_only_lengthens(int ttl, int expectedMinutes) =>
        Assert.Equal(Now.AddMinutes(expectedMinutes), _planner.AfterSuccess(Feed(), new PublisherHints { TtlMinutes = ttl }, Now).At);

    [Fact]
    public void Skipped_hours_and_days_are_left_out()
    {
        // Wanted at 11:20 on a Monday; 11 and 12 are skipped.
        var hours = _planner.AfterSuccess(Feed(), new PublisherHints { SkipHours = 1 << 11 | 1 << 12 }, Now);
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero), NextPollReason.Skipped), (hours.At, hours.Reason));
        var days = _planner.AfterSuccess(Feed(), new PublisherHints { SkipDays = 1 << (int)DayOfWeek.Monday }, Now);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), days.At);
    }

    [Fact]
    public void A_feed_that_skips_every_hour_is_polled_all_the_same() =>
        Assert.Equal(Now.AddHours(1), _planner.AfterSuccess(Feed(), new PublisherHints { SkipHours = (1 << 24) - 1 }, Now).At);

    [Fact]
    public void Back_off_doubles_up_to_its_cap_and_never_ends()
    {
        var waits = Enumerable.Range(1, 40)
            .Select(n => (_planner.AfterFailure(Feed(), 7, FailureClass.Connect, n, Nothing, Now).At - Now) / Options.BackOff)
            .ToList();
        Assert.InRange(waits[0], 1, 1.1);
        Assert.InRange(waits[1], 2, 2.2);
        Assert.InRange(waits[2], 4, 4.4);
        Assert.All(waits, wait => Assert.InRange(wait * Options.BackOff, TimeSpan.Zero, Options.MaxBackOff * 1.1));
    }

    [Fact]
    public void Jitter_is_the_same_for_the_same_feed_and_differs_between_feeds()
    {
        var ats = Enumerable.Range(1, 50).Select(id => _planner.AfterFailure(Feed(), id, FailureClass.Dns, 3, Nothing, Now).At).ToList();
        Assert.Equal(ats[4], _planner.AfterFailure(Feed(), 5, FailureClass.Dns, 3, Nothing, Now).At);
        Assert.True(ats.Distinct().Count() > 45);
    }

    [Theory]
    [InlineData(nameof(FailureClass.NotFound))]
    [InlineData(nameof(FailureClass.ClientError))]
    [InlineData(nameof(FailureClass.TooManyRequests))]
    [InlineData(nameof(FailureClass.Unparseable))]
    public void What_the_server_refused_is_never_asked_for_sooner_than_the_interval(string failure)
    {
        var feed = Feed() with { Interval = TimeSpan.FromHours(12) };
        Assert.True(_planner.AfterFailure(feed, 1, Enum.Parse<FailureClass>(failure), 1, Nothing, Now).At >= Now.AddHours(12));
    }

    [Fact]
    public void Retry_after_wins_over_a_shorter_back_off_and_is_capped()
    {
        var hints = new PublisherHints { RetryAfter = TimeSpan.FromHours(30) };
        var next = _planner.AfterFailure(Feed(), 1, FailureClass.TooManyRequests, 1, hints, Now);
        Assert.Equal((Now.AddHours(30), NextPollReason.RetryAfter), (next.At, next.Reason));
        var forever = new PublisherHints { RetryAfter = TimeSpan.FromDays(3000) };
        Assert.Equal(Now.AddDays(7), _planner.AfterFailure(Feed(), 1, FailureClass.ServerError, 1, forever, Now).At);
    }

    [Fact]
    public void Every_class_of_failure_has_a_rule() =>
        Assert.All(Enum.GetValues<FailureClass>(), failure => Assert.True(BackOffRule.For(failure).First > 0));

    private static FeedDefinition Feed() => new() { Url = "https://example.org/feed", Location = new SourceLocation("list.yaml", 1, 1) };
}
