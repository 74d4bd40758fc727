using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;

namespace Aggregator.Tests.Polling.Adaptive;

/// <summary>Interval auto among everybody else's wishes.</summary>
public sealed class AutoPlanTests
{
    private static readonly PollingOptions Options = new();
    private readonly PollPrice _price = new(Options);

    [Fact]
    public void A_known_past_decides_and_says_so()
    {
        var next = Plan(new PublisherHints());
        Assert.Equal(NextPollReason.Auto, next.Reason);
        Assert.StartsWith("auto: publishes ", next.Why, StringComparison.Ordinal);
        Assert.InRange(next.At - Pasts.Monday, Options.MinInterval, Options.MaxInterval);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(1, 5)]
    [InlineData(0, 60)]
    public void A_short_freshness_lowers_the_floor_to_itself_but_not_below_five_minutes(int freshMinutes, int expectedMinutes)
    {
        _price.Current = 1e-6;
        var next = Plan(new PublisherHints { FreshFor = TimeSpan.FromMinutes(freshMinutes) });
        Assert.Equal(Pasts.Monday.AddMinutes(expectedMinutes), next.At);
    }

    [Fact]
    public void What_publishers_ask_for_comes_first()
    {
        var next = Plan(new PublisherHints { RetryAfter = TimeSpan.FromDays(3) });
        Assert.Equal((Pasts.Monday.AddDays(3), NextPollReason.RetryAfter), (next.At, next.Reason));
    }

    [Fact]
    public void A_feeds_own_bounds_replace_those_of_the_settings()
    {
        _price.Current = 1e6;
        var next = Plan(new PublisherHints(), new FeedDefinition { Url = "https://example.org/feed", Location = default, MaxInterval = TimeSpan.FromHours(7) });
        Assert.Equal(Pasts.Monday.AddHours(7), next.At);
        _price.Current = 1e-6;
        next = Plan(new PublisherHints(), new FeedDefinition { Url = "https://example.org/feed", Location = default, MinInterval = TimeSpan.FromMinutes(15) });
        Assert.Equal(Pasts.Monday.AddMinutes(15), next.At);
    }

    [Theory]
    [InlineData("30m", "10h")]
    [InlineData("24", "3")]
    public void A_feeds_own_freshness_replaces_the_price_that_all_others_pay(string fresh, string stale)
    {
        _price.Current = 1e6;
        var soon = Plan(new PublisherHints(), Kept(fresh));
        var late = Plan(new PublisherHints(), Kept(stale));
        Assert.True(soon.At < late.At, $"{soon.At} and {late.At}");
        Assert.Equal(Pasts.Monday + Options.MaxInterval, Plan(new PublisherHints()).At);
        _price.Current = 1e-6;
        Assert.Equal(soon, Plan(new PublisherHints(), Kept(fresh)));
    }

    [Fact]
    public void A_target_delay_in_the_settings_holds_for_every_feed()
    {
        var settings = Options with { Freshness = Freshness.OfDelay(TimeSpan.FromHours(2)) };
        _price.Current = 1e6;
        Assert.Equal(Plan(new PublisherHints(), Kept("2h")).At, new PollPlanner(settings, CronSchedule.Reader, _price).Plan(Circumstances(new PublisherHints(), null)).At);
    }

    [Fact]
    public void An_interval_of_its_own_or_of_the_settings_keeps_the_past_out_of_it()
    {
        var own = new FeedDefinition { Url = "https://example.org/feed", Location = default, Interval = TimeSpan.FromMinutes(45) };
        Assert.Equal((Pasts.Monday.AddMinutes(45), NextPollReason.Interval), (Plan(new PublisherHints(), own).At, Plan(new PublisherHints(), own).Reason));
        var settled = new PollPlanner(Options with { Interval = TimeSpan.FromHours(2) }, CronSchedule.Reader, _price);
        Assert.Equal(Pasts.Monday.AddHours(2), settled.Plan(Circumstances(new PublisherHints(), null)).At);
    }

    [Fact]
    public void Reading_a_document_teaches_and_the_next_plan_uses_it()
    {
        var life = new FeedLife(new PollingOptions { Interval = TimeSpan.FromHours(3) });
        life.Visit(FeedLife.Document(Dated(FeedLife.Start, 30, 20, 10)));
        var history = HistoryBlob.Read(life.State.History);
        Assert.Equal(3, history?.Articles);
        life.Later();
        life.Visit(FeedLife.Document(Dated(life.Now, 33, 1)));
        Assert.Equal(4, HistoryBlob.Read(life.State.History)?.Articles);
        life.Later();
        life.Visit(FeedLife.Unchanged());
        Assert.Equal(4, HistoryBlob.Read(life.State.History)?.Articles);
    }

    private static string Dated(DateTimeOffset now, params int[] hoursAgo) =>
        "<rss version=\"2.0\"><channel><title>Feed</title>"
        + string.Concat(hoursAgo.Select(hours => $"<item><title>{now.AddHours(-hours):u}</title><guid>{now.AddHours(-hours):u}</guid><pubDate>{now.AddHours(-hours):R}</pubDate></item>"))
        + "</channel></rss>";

    private static FeedDefinition Kept(string freshness) => new() { Url = "https://example.org/feed", Location = default, Freshness = Freshness.Parse(freshness) };

    private NextPoll Plan(PublisherHints hints, FeedDefinition? feed = null) =>
        new PollPlanner(Options, CronSchedule.Reader, _price).Plan(Circumstances(hints, feed));

    private static PollCircumstances Circumstances(PublisherHints hints, FeedDefinition? feed) => new()
    {
        Feed = feed ?? new FeedDefinition { Url = "https://example.org/feed", Location = default },
        FeedId = 1,
        Now = Pasts.Monday,
        Hints = hints,
        History = Pasts.HoursAgo([.. Enumerable.Range(0, 300).Select(i => 1 + (i * 2.3) + (i * i * 7919 % 100 / 100.0))]),
    };
}
