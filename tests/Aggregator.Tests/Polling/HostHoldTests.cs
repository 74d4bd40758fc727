using Aggregator.Configuration;
using Aggregator.Fetching;

namespace Aggregator.Tests.Polling;

public sealed class HostHoldTests
{
    private static readonly FreshnessHints TwoMinutes = new(TimeSpan.FromMinutes(2), null);

    [Theory]
    [InlineData("TooManyRequests", 429, true)]
    [InlineData("ServerError", 503, true)]
    [InlineData("Connect", null, true)]
    [InlineData("Dns", null, true)]
    [InlineData("ServerError", 500, false)]
    [InlineData("NotFound", 404, false)]
    [InlineData("Gone", 410, false)]
    [InlineData("NotAFeed", 200, false)]
    [InlineData("Timeout", null, false)]
    public void P23_What_concerns_the_host_holds_it_and_what_concerns_the_feed_does_not(string failure, int? status, bool holds)
    {
        var life = new FeedLife();
        var poll = life.Visit(FeedLife.Failure(Enum.Parse<FailureClass>(failure), status));
        Assert.Equal(holds, poll.HostHold is { Held: true, Host: "example.org:443" });
        Assert.NotNull(poll.HostPace);
    }

    [Fact]
    public void P23_One_timeout_is_a_slow_page_and_a_second_in_a_row_is_a_dead_host()
    {
        var life = new FeedLife();
        Assert.Null(life.Visit(FeedLife.Failure(FailureClass.Timeout)).HostHold);
        Assert.NotNull(life.Later().Visit(FeedLife.Failure(FailureClass.Timeout)).HostHold);
        life.Later().Visit(FeedLife.Failure(FailureClass.NotFound, 404));
        Assert.Null(life.Later().Visit(FeedLife.Failure(FailureClass.Timeout)).HostHold);
    }

    [Fact]
    public void P23_A_host_is_believed_once_and_left_alone_for_longer_when_it_has_to_repeat_itself()
    {
        var life = new FeedLife();
        var holds = Enumerable.Range(0, 6).Select(_ =>
        {
            var hold = life.Visit(FeedLife.Failure(FailureClass.TooManyRequests, 429, TwoMinutes)).HostHold!.NotBefore - life.Now;
            life.Later(TimeSpan.FromDays(1));
            return hold;
        }).ToList();
        Assert.Equal(TimeSpan.FromMinutes(2), holds[0]);
        Assert.InRange(holds[1], TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Equal(holds.Order(), holds);
        Assert.True(holds[^1] > TimeSpan.FromHours(2));
    }

    [Fact]
    public void P23_A_host_out_of_reach_is_looked_for_once_an_hour_at_least()
    {
        var life = new FeedLife();
        for (var i = 0; i < 12; i++)
        {
            Assert.InRange(life.Visit(FeedLife.Failure(FailureClass.Connect)).HostHold!.NotBefore - life.Now, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
            life.Later();
        }
    }

    [Fact]
    public void P23_A_success_ends_the_hosts_failures()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Failure(FailureClass.Connect));
        Assert.Equal(1, life.Feed.HostHold!.Failures);
        life.Later().Visit(FeedLife.Unchanged());
        Assert.Equal(0, life.Feed.HostHold!.Failures);
    }

    [Fact]
    public void P23_On_a_bridge_only_the_feed_is_held()
    {
        var life = new FeedLife(new PollingOptions { Hosts = [new HostRule("*.org") { Hold = HoldScope.Feed }] });
        var poll = life.Visit(FeedLife.Failure(FailureClass.TooManyRequests, 429, new FreshnessHints(TimeSpan.FromHours(4), null)));
        Assert.Null(poll.HostHold);
        Assert.Equal(life.Now.AddHours(4), life.State.NextPollAt);
    }

    [Fact]
    public void P23_After_a_redirect_it_is_the_host_that_answered_that_is_held()
    {
        var life = new FeedLife();
        var poll = life.Visit(FeedLife.Failure(FailureClass.TooManyRequests, 429, TwoMinutes, new RedirectHop(302, new Uri("https://cdn.example.net/feed"))));
        Assert.Equal(("cdn.example.net:443", "example.org:443"), (poll.HostHold!.Host, poll.HostPace!.Host));
    }

    [Fact]
    public void P30_The_next_turn_counts_from_start_and_end_of_the_poll_whichever_is_later()
    {
        var life = new FeedLife(new PollingOptions { HostDelay = TimeSpan.FromSeconds(1), HostPollsPerMinute = 10 });
        Assert.Equal(life.Now.AddSeconds(6), life.Visit(FeedLife.Unchanged()).HostPace!.NotBefore);
        var unpaced = new FeedLife(new PollingOptions { HostDelay = TimeSpan.Zero, HostPollsPerMinute = 0 });
        Assert.Null(unpaced.Visit(FeedLife.Unchanged()).HostPace);
    }
}
