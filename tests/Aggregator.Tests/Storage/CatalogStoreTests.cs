using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;

namespace Aggregator.Tests.Storage;

public sealed class CatalogStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = new();

    [Fact]
    public void Feeds_are_added_changed_and_retired_and_their_articles_stay()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        Assert.Equal(new AppliedCatalog(2, 0, 0), store.Apply(TestPolls.Catalog("https://a.example/1", "https://b.example/1"), Noon));
        var changed = new Catalog([TestPolls.Definition("https://a.example/1") with { Title = "Renamed" }, TestPolls.Definition("https://c.example/1")]);
        Assert.Equal(new AppliedCatalog(1, 1, 1), store.Apply(changed, Noon));
        Assert.Equal(new AppliedCatalog(0, 0, 0), store.Apply(changed, Noon));
        Assert.Equal("retired", _file.Scalar<string>("SELECT state FROM feeds WHERE url = 'https://b.example/1'"));
        Assert.Equal("Renamed", _file.Scalar<string>("SELECT listed_title FROM feeds WHERE url = 'https://a.example/1'"));
    }

    [Fact]
    public void A_feed_that_comes_back_keeps_its_number()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        store.Apply(TestPolls.Catalog("https://a.example/1", "https://b.example/1"), Noon);
        store.Apply(TestPolls.Catalog("https://b.example/1"), Noon);
        store.Apply(TestPolls.Catalog("https://a.example/1", "https://b.example/1"), Noon);
        Assert.Equal("1 active", _file.Scalar<string>("SELECT id || ' ' || state FROM feeds WHERE url = 'https://a.example/1'"));
    }

    [Fact]
    public void A_disabled_feed_is_paused()
    {
        new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader).Apply(new Catalog([TestPolls.Definition("https://a.example/1") with { Enabled = false }]), Noon);
        Assert.Equal("paused", _file.Scalar<string>("SELECT state FROM feeds"));
    }

    [Fact]
    public void New_feeds_are_spread_and_the_first_is_due_at_once()
    {
        new CatalogStore(_file.Database, new PollingOptions { SpreadPerSecond = 10 }, CronSchedule.Reader)
            .Apply(TestPolls.Catalog([.. Enumerable.Range(0, 100).Select(i => $"https://{i}.example/")]), Noon);
        Assert.Equal(Noon.ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MIN(next_poll_at) FROM feeds"));
        Assert.Equal(Noon.AddSeconds(9.9).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MAX(next_poll_at) FROM feeds"));
    }

    [Fact]
    public void After_downtime_overdue_feeds_are_spread_in_the_order_in_which_they_fell_due()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions { SpreadPerSecond = 10 }, CronSchedule.Reader);
        store.Apply(TestPolls.Catalog([.. Enumerable.Range(0, 100).Select(i => $"https://{i}.example/")]), Noon);
        var later = Noon.AddDays(1);
        Assert.Equal(90, new DueTimes(_file.Database, new PollingOptions { SpreadPerSecond = 10 }).SpreadOverdue(later));
        Assert.Equal(later.AddSeconds(9.9).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT next_poll_at FROM feeds WHERE id = 100"));
        Assert.Equal(10, _file.Scalar<int>($"SELECT COUNT(*) FROM feeds WHERE next_poll_at <= {later.ToUnixTimeMilliseconds()}"));
    }

    [Fact]
    public void A_shorter_interval_counts_at_once_and_a_longer_one_from_the_next_poll_on()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        store.Apply(TestPolls.Catalog("https://a.example/1"), Noon);
        _file.Execute($"UPDATE feeds SET last_poll_at = {Noon.ToUnixTimeMilliseconds()}, next_poll_at = {Noon.AddHours(1).ToUnixTimeMilliseconds()}");
        store.Apply(Every(TimeSpan.FromHours(5)), Noon.AddMinutes(1));
        Assert.Equal(Noon.AddHours(1).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT next_poll_at FROM feeds"));
        store.Apply(Every(TimeSpan.FromMinutes(10)), Noon.AddMinutes(2));
        Assert.Equal(Noon.AddMinutes(10).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT next_poll_at FROM feeds"));

        static Catalog Every(TimeSpan interval) => new([TestPolls.Definition("https://a.example/1") with { Interval = interval }]);
    }

    public void Dispose() => _file.Dispose();
}
