using Aggregator.Fetching;
using Aggregator.Polling;

namespace Aggregator.Tests.Polling;

public sealed class GoneTests
{
    [Fact]
    public void P24_A_410_is_confirmed_by_another_one_a_day_later_and_asked_about_once_a_week()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Failure(FailureClass.Gone, 410));
        Assert.Null(life.State.GoneAt);
        Assert.InRange(life.State.NextPollAt - life.Now, TimeSpan.FromDays(1), TimeSpan.FromDays(1.1));
        for (var i = 0; i < 5; i++)
        {
            life.Later().Visit(FeedLife.Failure(FailureClass.Gone, 410));
            Assert.NotNull(life.State.GoneAt);
            Assert.InRange(life.State.NextPollAt - life.Now, TimeSpan.FromDays(6.3), TimeSpan.FromDays(7));
            Assert.Equal(nameof(NextPollReason.Gone), life.State.NextPollReason);
        }
    }

    [Fact]
    public void P24_Two_410s_within_a_day_confirm_nothing()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Failure(FailureClass.Gone, 410));
        life.Later(TimeSpan.FromHours(23)).Visit(FeedLife.Failure(FailureClass.Gone, 410));
        Assert.Null(life.State.GoneAt);
    }

    [Fact]
    public void P24_A_gone_feed_recovers_by_itself()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Failure(FailureClass.Gone, 410));
        life.Later().Visit(FeedLife.Failure(FailureClass.Gone, 410));
        life.Later().Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        Assert.Equal((null, null, 0), (life.State.GoneSince, life.State.GoneAt, life.State.Failures));
        Assert.Equal(life.Now.AddHours(1), life.State.NextPollAt);
    }

    [Fact]
    public void P24_Other_trouble_neither_confirms_nor_forgets_and_what_is_gone_stays_at_once_a_week()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Failure(FailureClass.Gone, 410));
        life.Later().Visit(FeedLife.Failure(FailureClass.Timeout));
        Assert.Null(life.State.GoneAt);
        life.Later().Visit(FeedLife.Failure(FailureClass.Gone, 410));
        Assert.NotNull(life.State.GoneAt);
        life.Later().Visit(FeedLife.Failure(FailureClass.Dns));
        Assert.InRange(life.State.NextPollAt - life.Now, TimeSpan.FromDays(6.3), TimeSpan.FromDays(7));
    }

    [Fact]
    public void P24_A_404_climbs_to_a_day_stays_there_and_recovers_alone()
    {
        var life = new FeedLife();
        for (var i = 0; i < 20; i++)
        {
            life.Visit(FeedLife.Failure(FailureClass.NotFound, 404));
            Assert.InRange(life.State.NextPollAt - life.Now, TimeSpan.FromHours(1), TimeSpan.FromDays(1));
            life.Later();
        }
        Assert.Equal(PollingSuccess(life), (0, life.Now.AddHours(1)));
    }

    private static (int Failures, DateTimeOffset Next) PollingSuccess(FeedLife life)
    {
        life.Visit(FeedLife.Unchanged());
        return (life.State.Failures, life.State.NextPollAt);
    }
}
