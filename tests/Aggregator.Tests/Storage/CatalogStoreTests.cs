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

    [Fact]
    public void A_moved_feed_keeps_its_number_and_forgets_what_the_old_server_said()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        store.Apply(TestPolls.Catalog("http://a.example/1"), Noon);
        _file.Execute("UPDATE feeds SET etag = 'x', failures = 3, failure_class = 'Timeout', next_poll_at = 9999999999999");
        Assert.Equal(new AppliedCatalog { Moved = 1 }, store.Apply(TestPolls.Catalog("https://a.example/1"), Noon));
        Assert.Equal(
            $"1 https://a.example/1 a.example:443 active none 0 {Noon.ToUnixTimeMilliseconds()}",
            _file.Scalar<string>("SELECT id || ' ' || url || ' ' || host || ' ' || state || ' ' || COALESCE(etag, 'none') || ' ' || failures || ' ' || next_poll_at FROM feeds"));
        Assert.True(store.Plan(TestPolls.Catalog("https://a.example/1")).IsEmpty);
    }

    [Fact]
    public void A_feed_takes_over_the_articles_of_the_one_it_replaces()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        store.Apply(TestPolls.Catalog("https://a.example/1", "https://b.example/1"), Noon);
        _file.Execute(
            """
            INSERT INTO articles (id, feed_id, authors, categories, enclosures, published_at, dated, seen_at, changed_at, revision, content_fingerprint, revision_fingerprint)
              VALUES (1, 1, '[]', '[]', '[]', 0, 1, 0, 0, 1, x'00', x'00'), (2, 2, '[]', '[]', '[]', 0, 1, 0, 0, 1, x'00', x'00');
            INSERT INTO article_sources (feed_id, article_id, seen_at) VALUES (1, 1, 0), (1, 2, 0), (2, 2, 0);
            INSERT INTO article_keys (feed_id, kind, hash, article_id) VALUES (1, 1, x'01', 1), (1, 1, x'02', 1), (2, 1, x'02', 2);
            """);
        var listed = new Catalog([TestPolls.Definition("https://b.example/1") with { Replaces = ["https://a.example/1"] }]);
        Assert.Equal(new AppliedCatalog { Moved = 1 }, store.Apply(listed, Noon));
        Assert.Equal("2,2", _file.Scalar<string>("SELECT group_concat(feed_id) FROM articles"));
        Assert.Equal("1,2", _file.Scalar<string>("SELECT group_concat(article_id) FROM (SELECT article_id FROM article_sources WHERE feed_id = 2 ORDER BY 1)"));
        Assert.Equal("1,2", _file.Scalar<string>("SELECT group_concat(article_id) FROM (SELECT article_id FROM article_keys WHERE feed_id = 2 ORDER BY hash)"));
        Assert.Equal(default, store.Apply(listed, Noon));

        // Listed again, it is a feed of its own again.
        Assert.Equal(new AppliedCatalog(0, 1, 0), store.Apply(TestPolls.Catalog("https://a.example/1", "https://b.example/1"), Noon));
        Assert.Equal("active", _file.Scalar<string>("SELECT state FROM feeds WHERE id = 1 AND replaced_by IS NULL"));
    }

    [Fact]
    public void No_secret_reaches_the_database()
    {
        var feed = TestPolls.Definition("https://a.example/1") with { Authorization = "Bearer hunter2", Proxy = "http://u:hunter2@p.example" };
        new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader).Apply(new Catalog([feed]), Noon);
        Assert.DoesNotContain("hunter2", _file.Scalar<string>("SELECT definition FROM feeds"), StringComparison.Ordinal);
        Assert.Contains("auth", _file.Scalar<string>("SELECT definition FROM feeds"), StringComparison.Ordinal);
    }

    [Fact]
    public void P15_No_reload_beats_what_publisher_back_off_or_floor_ask_for()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        store.Apply(TestPolls.Catalog("https://a.example/1"), Noon);
        var (last, asked) = (Noon.ToUnixTimeMilliseconds(), Noon.AddHours(3).ToUnixTimeMilliseconds());
        _file.Execute($"UPDATE feeds SET last_poll_at = {last}, next_poll_at = {Noon.AddHours(9).ToUnixTimeMilliseconds()}, not_before = {asked}");
        for (var i = 1; i < 10; i++)
        {
            var definition = TestPolls.Definition("https://a.example/1") with { Interval = TimeSpan.FromMinutes(i), Title = $"{i}" };
            store.Apply(new Catalog([definition]), Noon.AddMinutes(i));
            store.Apply(new Catalog([definition with { Enabled = false }]), Noon.AddMinutes(i));
        }
        Assert.Equal(asked, _file.Scalar<long>("SELECT next_poll_at FROM feeds"));
        Assert.Equal("Changed", _file.Scalar<string>("SELECT next_poll_reason FROM feeds"));
    }

    [Fact]
    public void A_new_schedule_counts_from_its_own_next_time_on()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        store.Apply(TestPolls.Catalog("https://a.example/1"), Noon);
        _file.Execute($"UPDATE feeds SET last_poll_at = {Noon.ToUnixTimeMilliseconds()}, next_poll_at = {Noon.AddDays(3).ToUnixTimeMilliseconds()}");
        store.Apply(new Catalog([TestPolls.Definition("https://a.example/1") with { Schedule = "0 30 7 * * ?" }]), Noon.AddMinutes(1));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT next_poll_at FROM feeds"));
    }

    [Fact]
    public void A_feed_that_gets_secrets_is_polled_at_home_again()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        store.Apply(TestPolls.Catalog("https://a.example/1"), Noon);
        _file.Execute("UPDATE feeds SET moved_to = 'https://b.example/', moved_used = 1, host = 'b.example:443', etag = 'x'");
        store.Apply(new Catalog([TestPolls.Definition("https://a.example/1") with { Title = "Renamed" }]), Noon);
        Assert.Equal("b.example:443 x", _file.Scalar<string>("SELECT host || ' ' || etag FROM feeds"));
        store.Apply(new Catalog([TestPolls.Definition("https://a.example/1") with { Authorization = "Bearer x" }]), Noon);
        Assert.Equal("a.example:443 0 -", _file.Scalar<string>("SELECT host || ' ' || moved_used || ' ' || COALESCE(etag, '-') FROM feeds"));
    }

    public void Dispose() => _file.Dispose();
}
