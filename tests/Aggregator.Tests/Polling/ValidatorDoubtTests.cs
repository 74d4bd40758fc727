using Aggregator.Fetching;
using Aggregator.Storage;

namespace Aggregator.Tests.Polling;

public sealed class ValidatorDoubtTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void A_daily_feed_that_is_unchanged_for_a_week_is_asked_once_without_validators()
    {
        var life = Unchanged(days: 7);
        Assert.False(life.Request.Validators.Any);
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        for (var day = 0; day < 30; day++)
        {
            Assert.Equal(FeedLife.Etag, life.Later(Day).Request.Validators);
            life.Visit(FeedLife.Unchanged());
        }
    }

    [Fact]
    public void News_in_between_make_it_worth_another_try()
    {
        var life = Unchanged(days: 7);
        life.Visit(FeedLife.Document(FeedLife.Rss("", 2, 1)));
        life.Later(Day);
        life.PublishesDaily();
        for (var day = 0; day < 7; day++)
            life.Later(Day).Visit(FeedLife.Unchanged());
        Assert.False(life.Later(Day).Request.Validators.Any);
    }

    [Fact]
    public void A_try_that_fails_is_made_again()
    {
        var life = Unchanged(days: 7);
        life.Visit(FeedLife.Failure(FailureClass.Timeout));
        Assert.False(life.Later().Request.Validators.Any);
    }

    [Fact]
    public void A_feed_that_never_was_daily_is_believed()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        for (var day = 0; day < 30; day++)
            life.Later(Day).Visit(FeedLife.Unchanged());
        Assert.Equal(FeedLife.Etag, life.Request.Validators);
    }

    [Theory]
    [InlineData(0, 1, 0b1)]
    [InlineData(0b1, 0, 0b1)]
    [InlineData(0b1, 1, 0b11)]
    [InlineData(0b1, 3, 0b1001)]
    [InlineData(0b1, 400, 0b1)]
    [InlineData(0b1, -2, 0b1)]
    public void Days_with_news_move_up_as_days_pass(long before, int days, long after)
    {
        var last = new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero);
        Assert.Equal(after, NewsDays.With(before, last, last.AddDays(days)));
    }

    [Theory]
    [InlineData(0b1111111, true)]
    [InlineData(0b1011011, true)]
    [InlineData(0b1001011, false)]
    [InlineData(0b111110000000, false)]
    public void Daily_is_five_days_of_the_last_seven(long days, bool daily) => Assert.Equal(daily, NewsDays.AreDaily(days));

    private static FeedLife Unchanged(int days)
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1)));
        life.PublishesDaily();
        for (var day = 0; day < days; day++)
        {
            Assert.Equal(FeedLife.Etag, life.Later(Day).Request.Validators);
            life.Visit(FeedLife.Unchanged());
        }
        return life.Later(Day);
    }
}
