using Aggregator.Configuration;
using Aggregator.Polling.Adaptive;
using Aggregator.Storage;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Adaptive;

public sealed class PollPriceOnSqlite() : PollPriceTests(new SqliteTestDatabase());

public sealed class PollPriceOnPostgres() : PollPriceTests(new PostgresTestDatabase());

public abstract class PollPriceTests(TestDatabase file) : IDisposable
{
    private readonly TestDatabase _file = file;

    [Theory]
    [InlineData(24, 12)]
    [InlineData(3, 12)]
    [InlineData(12, 12)]
    public void The_price_settles_where_the_polls_are_as_many_as_wanted(double atFirst, double freshness)
    {
        // Polls fall with the root of the price.
        var (price, rate) = (1.0, atFirst);
        for (var hour = 0; hour < 24 * 60; hour++)
        {
            price = PollPrice.Adjusted(price, rate, freshness, hour, 1);
            rate = atFirst / Math.Sqrt(price);
        }
        Assert.InRange(rate, freshness * 0.97, freshness * 1.03);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e9)]
    public void No_rate_moves_it_out_of_bounds(double rate)
    {
        var price = 1.0;
        for (var hour = 0; hour < 10_000; hour++)
            price = PollPrice.Adjusted(price, rate, 12, 0, 24);
        Assert.InRange(price, 1e-6, 1e6);
    }

    [Fact]
    public void It_survives_a_restart_until_the_operator_wants_another_freshness()
    {
        var options = new PollingOptions { Freshness = Freshness.OfPolls(6) };
        var store = new PollPriceStore(_file.Database);
        var price = new PollPrice(options) { Current = 7.5 };
        new PriceSetter(store, price, options, new FakeTimeProvider(Pasts.Monday)).Adjust();
        Assert.Equal(7.5, PollPrice.Restored(options, store.Read()).Current);
        Assert.Equal(PollPrice.Guess(3), PollPrice.Restored(options with { Freshness = Freshness.OfPolls(3) }, store.Read()).Current);
    }

    [Fact]
    public void Many_daemons_that_settle_it_in_the_same_hour_move_it_as_one_does_and_agree()
    {
        var time = new FakeTimeProvider(TestPolls.Noon);
        var options = new PollingOptions { Freshness = Freshness.OfPolls(12) };
        new CatalogStore(_file.Database, options, Aggregator.Scheduling.CronSchedule.Reader).Apply(TestPolls.Catalog("https://a.example/1"), TestPolls.Noon);
        _file.Execute($"UPDATE feeds SET next_poll_reason = 'Auto', answered_at = {time.GetUtcNow().ToUnixTimeMilliseconds()}, next_poll_at = {time.GetUtcNow().AddMinutes(30).ToUnixTimeMilliseconds()}");
        PollPrice[] prices = [new(options) { Current = 1 }, new(options) { Current = 1 }, new(options) { Current = 1 }];
        var setters = prices.Select(price => new PriceSetter(new PollPriceStore(_file.Another()), price, options, time)).ToList();
        setters.ForEach(setter => setter.Adjust());
        time.Advance(TimeSpan.FromHours(1));
        setters.ForEach(setter => setter.Adjust());
        var one = PollPrice.Adjusted(1, 48, 12, 1, 1);
        Assert.NotEqual(1, one);
        Assert.All(prices, price => Assert.Equal(one, price.Current, 1e-9));
    }

    [Fact]
    public void Feeds_with_a_freshness_of_their_own_take_nothing_from_the_others()
    {
        var now = TestPolls.Noon;
        var catalog = TestPolls.Catalog("https://a.example/1", "https://a.example/2");
        catalog = catalog with { Feeds = [catalog.Feeds[0] with { Title = "\"freshness\":1" }, catalog.Feeds[1] with { Freshness = Freshness.OfPolls(288) }] };
        new CatalogStore(_file.Database, new PollingOptions(), Aggregator.Scheduling.CronSchedule.Reader).Apply(catalog, now);
        _file.Execute($"UPDATE feeds SET next_poll_reason = 'Auto', answered_at = {now.ToUnixTimeMilliseconds()}, next_poll_at = {now.AddMinutes(120).ToUnixTimeMilliseconds()}");
        _file.Execute($"UPDATE feeds SET next_poll_at = {now.AddMinutes(5).ToUnixTimeMilliseconds()} WHERE url = 'https://a.example/2'");
        Assert.Equal(12, new PollPriceStore(_file.Database).PlannedRate());
    }

    [Fact]
    public void A_target_delay_needs_no_common_price()
    {
        var options = new PollingOptions { Freshness = Freshness.OfDelay(TimeSpan.FromMinutes(30)) };
        var store = new PollPriceStore(_file.Database);
        new PriceSetter(store, new PollPrice(options), options, new FakeTimeProvider(Pasts.Monday)).Adjust();
        Assert.Null(store.Read());
    }

    [Fact]
    public void Too_many_planned_polls_raise_it_and_too_few_lower_it()
    {
        var time = new FakeTimeProvider(TestPolls.Noon);
        var options = new PollingOptions { Freshness = Freshness.OfPolls(12) };
        new CatalogStore(_file.Database, options, Aggregator.Scheduling.CronSchedule.Reader).Apply(TestPolls.Catalog("https://a.example/1", "https://a.example/2"), TestPolls.Noon);
        var setter = new PriceSetter(new PollPriceStore(_file.Database), new PollPrice(options) { Current = 1 }, options, time);
        setter.Adjust();
        var raised = After(minutes: 30);
        Assert.True(raised > 1);
        Assert.True(After(minutes: 24 * 60) < raised);

        double After(int minutes)
        {
            _file.Execute($"UPDATE feeds SET next_poll_reason = 'Auto', answered_at = {time.GetUtcNow().ToUnixTimeMilliseconds()}, next_poll_at = {time.GetUtcNow().AddMinutes(minutes).ToUnixTimeMilliseconds()}");
            time.Advance(TimeSpan.FromHours(1));
            setter.Adjust();
            return new PollPriceStore(_file.Database).Read()!.Price;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }
}
