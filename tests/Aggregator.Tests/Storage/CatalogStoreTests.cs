using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Tests.Storage;

public sealed class CatalogStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = new();

    [Fact]
    public void Feeds_are_added_changed_and_retired_and_their_articles_stay()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions());
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
        var store = new CatalogStore(_file.Database, new PollingOptions());
        store.Apply(TestPolls.Catalog("https://a.example/1", "https://b.example/1"), Noon);
        store.Apply(TestPolls.Catalog("https://b.example/1"), Noon);
        store.Apply(TestPolls.Catalog("https://a.example/1", "https://b.example/1"), Noon);
        Assert.Equal("1 active", _file.Scalar<string>("SELECT id || ' ' || state FROM feeds WHERE url = 'https://a.example/1'"));
    }

    [Fact]
    public void A_disabled_feed_is_paused()
    {
        new CatalogStore(_file.Database, new PollingOptions()).Apply(new Catalog([TestPolls.Definition("https://a.example/1") with { Enabled = false }]), Noon);
        Assert.Equal("paused", _file.Scalar<string>("SELECT state FROM feeds"));
    }

    [Fact]
    public void New_feeds_are_spread_and_the_first_is_due_at_once()
    {
        new CatalogStore(_file.Database, new PollingOptions { SpreadPerSecond = 10 })
            .Apply(TestPolls.Catalog([.. Enumerable.Range(0, 100).Select(i => $"https://{i}.example/")]), Noon);
        Assert.Equal(Noon.ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MIN(next_poll_at) FROM feeds"));
        Assert.Equal(Noon.AddSeconds(9.9).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MAX(next_poll_at) FROM feeds"));
    }

    [Fact]
    public void After_downtime_overdue_feeds_are_spread_in_the_order_in_which_they_fell_due()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions { SpreadPerSecond = 10 });
        store.Apply(TestPolls.Catalog([.. Enumerable.Range(0, 100).Select(i => $"https://{i}.example/")]), Noon);
        var later = Noon.AddDays(1);
        Assert.Equal(90, store.SpreadOverdue(later));
        Assert.Equal(later.AddSeconds(9.9).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT next_poll_at FROM feeds WHERE id = 100"));
        Assert.Equal(10, _file.Scalar<int>($"SELECT COUNT(*) FROM feeds WHERE next_poll_at <= {later.ToUnixTimeMilliseconds()}"));
    }

    [Fact]
    public void A_shorter_interval_counts_at_once_and_a_longer_one_from_the_next_poll_on()
    {
        var store = new CatalogStore(_file.Database, new PollingOptions());
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
        var store = new CatalogStore(_file.Database, new PollingOptions());
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
        var store = new CatalogStore(_file.Database, new PollingOptions());
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
        new CatalogStore(_file.Database, new PollingOptions()).Apply(new Catalog([feed]), Noon);
        Assert.DoesNotContain("hunter2", _file.Scalar<string>("SELECT definition FROM feeds"), StringComparison.Ordinal);
        Assert.Contains("auth", _file.Scalar<string>("SELECT definition FROM feeds"), StringComparison.Ordinal);
    }

    public void Dispose() => _file.Dispose();
}
