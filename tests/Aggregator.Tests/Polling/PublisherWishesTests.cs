using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling;

namespace Aggregator.Tests.Polling;

/// <summary>What publishers ask for, from the answer to the next poll.</summary>
public sealed class PublisherWishesTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void P13_Two_polls_are_never_closer_than_the_interval()
    {
        var life = new FeedLife();
        for (var i = 0; i < 10; i++)
        {
            life.Visit(FeedLife.Unchanged(new FreshnessHints(null, TimeSpan.FromMinutes(i))));
            Assert.Equal(life.Now + Hour, life.State.NextPollAt);
            life.Later();
        }
    }

    [Fact]
    public void P13_A_server_without_validators_is_asked_as_rarely_as_the_settings_say()
    {
        var life = new FeedLife(new PollingOptions { UnconditionalInterval = TimeSpan.FromDays(1) });
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1), validators: Validators.None));
        Assert.Equal((life.Now.AddDays(1), nameof(NextPollReason.Unconditional)), (life.State.NextPollAt, life.State.NextPollReason));
        life.Later().Visit(FeedLife.Document(FeedLife.Rss("", 2, 1)));
        Assert.Equal(life.Now + Hour, life.State.NextPollAt);
        life.Definition = life.Definition with { Interval = TimeSpan.FromHours(2) };
        life.Later().Visit(FeedLife.Document(FeedLife.Rss("", 3, 2, 1), validators: Validators.None));
        Assert.Equal(life.Now.AddHours(2), life.State.NextPollAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void P16_Freshness_postpones_the_next_poll_from_a_304_as_from_a_200(bool unchanged)
    {
        var life = new FeedLife();
        var hints = new FreshnessHints(null, TimeSpan.FromHours(5));
        life.Visit(unchanged ? FeedLife.Unchanged(hints) : FeedLife.Document(FeedLife.Rss("", 1), hints));
        Assert.Equal((life.Now.AddHours(5), nameof(NextPollReason.Fresh)), (life.State.NextPollAt, life.State.NextPollReason));
    }

    [Fact]
    public void P16_Freshness_is_heeded_up_to_a_cap_and_the_reason_says_so()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Unchanged(new FreshnessHints(null, TimeSpan.FromDays(400))));
        Assert.Equal(life.Now.AddDays(7), life.State.NextPollAt);
        Assert.Contains("7d that are heeded", life.State.NextPollWhy, StringComparison.Ordinal);
    }

    [Fact]
    public void P18_No_freshness_makes_polling_neither_faster_nor_unconditional()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        life.Later().Visit(FeedLife.Unchanged(new FreshnessHints(null, TimeSpan.Zero)));
        Assert.Equal((life.Now + Hour, FeedLife.Etag), (life.State.NextPollAt, life.Later().Request.Validators));
    }

    [Theory]
    [InlineData("<ttl>5</ttl>", 60)]
    [InlineData("<ttl>600</ttl>", 600)]
    [InlineData("<sy:updatePeriod xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">daily</sy:updatePeriod>", 1440)]
    public void P19_What_the_feed_itself_asks_for_only_lengthens_and_is_remembered_over_304s(string header, int minutes)
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss(header, 1)));
        Assert.Equal(life.Now.AddMinutes(minutes), life.State.NextPollAt);
        life.Later().Visit(FeedLife.Unchanged());
        Assert.Equal(life.Now.AddMinutes(minutes), life.State.NextPollAt);
    }

    [Fact]
    public void P19_Skipped_hours_hold_after_a_failure_too()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("<skipHours><hour>11</hour><hour>12</hour></skipHours>", 1)));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero), life.State.NextPollAt);
        life.Later(TimeSpan.FromMinutes(35)).Visit(FeedLife.Failure(FailureClass.Truncated));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero), life.State.NextPollAt);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(301)]
    [InlineData(404)]
    public void P20_P21_Retry_after_is_heeded_whatever_the_status(int status)
    {
        var life = new FeedLife();
        var failure = status switch { 429 => FailureClass.TooManyRequests, >= 500 => FailureClass.ServerError, 404 => FailureClass.NotFound, _ => FailureClass.Redirect };
        life.Visit(FeedLife.Failure(failure, status, new FreshnessHints(TimeSpan.FromHours(30), null)));
        Assert.Equal((life.Now.AddHours(30), nameof(NextPollReason.RetryAfter)), (life.State.NextPollAt, life.State.NextPollReason));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void P22_Without_retry_after_gaps_grow_from_two_intervals_on(int status)
    {
        var life = new FeedLife();
        var gaps = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            life.Visit(FeedLife.Failure(status == 429 ? FailureClass.TooManyRequests : FailureClass.ServerError, status));
            gaps.Add(life.State.NextPollAt - life.Now);
            life.Later();
        }
        Assert.All(gaps, gap => Assert.True(gap >= 2 * Hour, $"{gap}"));
        Assert.Equal(gaps.Order(), gaps);
        Assert.True(gaps[^1] >= 20 * Hour);
    }

    [Fact]
    public void P26_Refused_credentials_back_off_and_nothing_else_is_tried()
    {
        var life = new FeedLife { Definition = new FeedDefinition { Url = "https://example.org/feed", Location = default, Authorization = "Bearer x" } };
        var before = life.Request;
        life.Visit(FeedLife.Failure(FailureClass.ClientError, 401));
        Assert.True(life.State.NextPollAt >= life.Now + Hour);
        var after = life.Later().Request;
        Assert.Equal((before.UserAgent, before.Authorization, before.Url), (after.UserAgent, after.Authorization, after.Url));
    }

    [Fact]
    public void P33_A_feed_whose_news_are_pushed_is_polled_once_a_day_until_the_lease_ends()
    {
        var life = new FeedLife();
        life.Feed = life.Feed with { State = life.State with { PushedUntil = life.Now.AddDays(10) } };
        life.Visit(FeedLife.Unchanged());
        Assert.Equal((life.Now.AddDays(1), nameof(NextPollReason.Pushed)), (life.State.NextPollAt, life.State.NextPollReason));
        life.Feed = life.Feed with { State = life.State with { PushedUntil = life.Now.AddDays(1).AddHours(3) } };
        life.Later().Visit(FeedLife.Unchanged());
        Assert.Equal(life.Now.AddHours(3), life.State.NextPollAt);
        life.Later().Visit(FeedLife.Unchanged());
        Assert.Equal(life.Now + Hour, life.State.NextPollAt);
    }

    [Fact]
    public void P11_Failures_of_all_kinds_leave_the_validators_alone() => Assert.All(Enum.GetValues<FailureClass>(), failure =>
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        life.Later().Visit(FeedLife.Failure(failure));
        Assert.Equal(FeedLife.Etag, life.Later().Request.Validators);
    });

    [Fact]
    public void P05_Validators_that_the_server_no_longer_gives_are_no_longer_sent()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        Assert.Equal(FeedLife.Etag, life.Later().Request.Validators);
        life.Visit(FeedLife.Document(FeedLife.Rss("", 2, 1), validators: Validators.None));
        Assert.False(life.Later().Request.Validators.Any);
    }

    [Fact]
    public void P07_P08_New_validators_are_taken_from_a_known_body_and_from_a_304()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        life.Later().Visit(FeedLife.Document(FeedLife.Rss("", 1), validators: new Validators("\"2\"", "x")));
        Assert.Equal(new Validators("\"2\"", "x"), life.Later().Request.Validators);
        life.Visit(new FetchOutcome.NotModified(new Validators("\"3\"", "x")) { Status = 304 });
        Assert.Equal(new Validators("\"3\"", "x"), life.Later().Request.Validators);
    }

    [Fact]
    public void S06_An_empty_feed_and_a_page_in_its_place_change_nothing_of_what_is_known()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 2, 1)));
        var known = life.State.Fingerprints;
        Assert.Empty(life.Later().Visit(FeedLife.Document(FeedLife.Rss())).Sightings);
        Assert.Equal(known, life.State.Fingerprints);
        Assert.Equal(1, life.Later().Visit(FeedLife.Document("<!DOCTYPE html><html><body>Back soon</body></html>")).State.Failures);
        Assert.Equal(known, life.State.Fingerprints);
        Assert.Equal(["3"], life.Later().Visit(FeedLife.Document(FeedLife.Rss("", 3, 2, 1))).Sightings.Select(s => s.Draft.Guid));
    }
}
