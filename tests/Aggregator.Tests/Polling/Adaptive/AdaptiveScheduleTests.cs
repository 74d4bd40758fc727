using Aggregator.Polling.Adaptive;

namespace Aggregator.Tests.Polling.Adaptive;

public sealed class AdaptiveScheduleTests
{
    private static readonly AdaptiveBounds Wide = new(1 / 12.0, 24, PollPrice.Guess(6));

    [Fact]
    public void A_clockwork_publisher_is_polled_right_after_it_strikes()
    {
        // Last struck two hours ago, strikes every six.
        var choice = AdaptiveSchedule.Next(Pasts.Every(6, 2, 60), Pasts.Now, Wide);
        Assert.InRange(choice.Wait, 4, 4.35);
    }

    [Fact]
    public void A_clockwork_publisher_that_missed_its_time_is_no_longer_waited_for()
    {
        var history = Pasts.Every(6, 9, 60);
        Assert.True(AdaptiveSchedule.Next(history, Pasts.Now, Wide).Wait is > 0 and < 12);
    }

    [Fact]
    public void Nobody_is_polled_much_on_a_Saturday_who_publishes_on_working_days()
    {
        var history = Pasts.WorkingDaysAtNine();
        var saturday = AdaptiveSchedule.Next(history, Pasts.Now + (5 * 24) - 12, Wide).Wait;
        var tuesdayEarly = AdaptiveSchedule.Next(history, Pasts.Now + 20, Wide).Wait;
        Assert.True(saturday > 3 * tuesdayEarly, $"{saturday} h on Saturday at midnight, {tuesdayEarly} h on Tuesday at eight");
    }

    [Fact]
    public void After_an_article_in_a_burst_the_next_poll_comes_sooner_than_after_silence()
    {
        double[] bursts = [.. Enumerable.Range(0, 40).SelectMany(week => new[] { 0.0, 0.1, 0.2, 0.3, 0.4 }.Select(part => 0.05 + part + (week * 41)))];
        var excited = AdaptiveSchedule.Next(Pasts.HoursAgo(bursts), Pasts.Now, Wide).Wait;
        var calm = AdaptiveSchedule.Next(Pasts.HoursAgo([.. bursts.Select(hours => hours + 20)]), Pasts.Now, Wide).Wait;
        Assert.True(excited < calm / 2, $"{excited} h in a burst, {calm} h in silence");
    }

    [Fact]
    public void A_short_document_is_polled_before_it_overflows()
    {
        var busy = Pasts.Every(0.37, 0.2, 2_000);
        var expensive = Wide with { Price = 1_000 };
        var free = AdaptiveSchedule.Next(busy, Pasts.Now, expensive);
        var held = AdaptiveSchedule.Next(busy, Pasts.Now, expensive with { Window = 20 });
        Assert.Equal(24, free.Wait);
        Assert.True(held.IsForWindow);
        Assert.InRange(held.Articles, 1, 16);
    }

    [Fact]
    public void A_feed_that_has_said_nothing_yet_is_polled_within_the_bounds()
    {
        var choice = AdaptiveSchedule.Next(PublishingHistory.StartingAt(Pasts.Now), Pasts.Now, new AdaptiveBounds(1, 24, PollPrice.Guess(12)));
        Assert.InRange(choice.Wait, 1, 24);
        Assert.Null(choice.Likely is > 24 ? choice.Likely : null);
    }

    [Fact]
    public void A_feed_that_fell_silent_is_polled_ever_more_rarely()
    {
        var history = Pasts.Every(2.9, 0, 300);
        double[] waits = [.. new double[] { 1, 24, 24 * 30, 24 * 300 }.Select(silence => AdaptiveSchedule.Next(history, Pasts.Now + silence, Wide).Wait)];
        Assert.True(waits[0] < waits[2] && waits[2] < waits[3], string.Join(", ", waits));
    }
}
