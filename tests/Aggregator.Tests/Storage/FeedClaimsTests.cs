using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class FeedClaimsOnSqlite() : FeedClaimsTests(new SqliteTestDatabase());

public sealed class FeedClaimsOnPostgres() : FeedClaimsTests(new PostgresTestDatabase());

public abstract class FeedClaimsTests(TestDatabase file) : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = file;

    [Fact]
    public void A_claimed_feed_is_nobody_elses_until_it_is_released()
    {
        var claims = Claims("https://a.example/1");
        var feed = Assert.Single(claims.ClaimDue(Noon, 10, 10));
        Assert.Empty(claims.ClaimDue(Noon, 10, 10));
        Assert.Empty(claims.Claim([feed.Id], Noon));
        claims.Release(feed.Id);
        Assert.Single(claims.ClaimDue(Noon, 10, 10));
    }

    [Fact]
    public void A_host_with_thousands_of_due_feeds_takes_its_turn_like_any_other()
    {
        var crowd = Enumerable.Range(0, 3000).Select(i => $"https://crowded.example/{i}");
        var claims = Claims([.. crowd, "https://small.example/1", "https://tiny.example/1"]);
        var first = claims.ClaimDue(Noon.AddDays(1), limit: 3, perHost: 100);
        Assert.Equal(["crowded.example:443", "small.example:443", "tiny.example:443"], first.Select(f => f.Host).Order(StringComparer.Ordinal));
        var rest = claims.ClaimDue(Noon.AddDays(1), limit: 1000, perHost: 100);
        Assert.Equal(99, rest.Count);
    }

    [Fact]
    public void Feeds_that_are_not_due_and_hosts_that_are_held_are_left_alone()
    {
        var claims = Claims("https://a.example/1", "https://b.example/1", "https://c.example/1");
        _file.Execute($"UPDATE feeds SET next_poll_at = {Noon.AddHours(1).ToUnixTimeMilliseconds()} WHERE url LIKE '%a.example%'");
        _file.Execute($"INSERT INTO hosts (host, not_before, held, why) VALUES ('b.example:443', {Noon.AddHours(1).ToUnixTimeMilliseconds()}, 1, '429')");
        Assert.Equal("https://c.example/1", Assert.Single(claims.ClaimDue(Noon.AddMinutes(1), 10, 10)).Url);
        Assert.Equal(2, claims.ClaimDue(Noon.AddHours(1), 10, 10).Count);
    }

    [Fact]
    public void What_was_claimed_and_could_not_be_read_is_given_back()
    {
        var claims = Claims("https://a.example/1", "https://b.example/1");
        _file.Execute("ALTER TABLE feeds RENAME COLUMN missed_url TO mislaid_url");
        Assert.ThrowsAny<DbException>(() => claims.ClaimDue(Noon.AddDays(1), 10, 10));
        Assert.Equal(0, claims.Count);
        _file.Execute("ALTER TABLE feeds RENAME COLUMN mislaid_url TO missed_url");
        Assert.Equal(2, claims.ClaimDue(Noon.AddDays(1), 10, 10).Count);
    }

    [Fact]
    public void Thousands_that_fell_due_at_the_same_instant_are_all_found()
    {
        var claims = Claims([.. Enumerable.Range(0, 1500).Select(i => $"https://crowded.example/{i}")]);
        _file.Execute("UPDATE feeds SET next_poll_at = 1000");
        Assert.Equal(1500, claims.ClaimDue(Noon.AddDays(1), limit: 2000, perHost: 2000).Select(feed => feed.Id).Distinct().Count());
    }

    [Fact]
    public void Hosts_that_are_busy_do_not_hide_those_behind_them()
    {
        var claims = Claims([.. Enumerable.Range(0, 1500).Select(i => $"https://crowded.example/{i}"), "https://small.example/1", "https://small.example/2"]);
        Assert.Single(claims.ClaimDue(Noon.AddDays(1), limit: 1, perHost: 1));
        Assert.Equal(["https://small.example/1"], claims.ClaimDue(Noon.AddDays(1), limit: 10, perHost: 1).Select(feed => feed.Url));
        Assert.Empty(claims.ClaimDue(Noon.AddDays(1), limit: 10, perHost: 1));
    }

    [Fact]
    public void Named_feeds_are_claimed_in_the_order_given()
    {
        var claims = Claims("https://a.example/1", "https://b.example/1", "https://c.example/1");
        Assert.Equal([3, 1, 2], claims.Claim([3, 1, 2], Noon).Select(f => f.Id));
    }

    [Fact]
    public void P30_A_host_with_a_rule_of_its_own_has_as_many_under_way_as_the_rule_says()
    {
        var claims = Claims([.. Enumerable.Range(0, 10).SelectMany(i => new[] { $"https://a.example/{i}", $"https://b.example/{i}" })]);
        var exceptions = new Dictionary<string, int> { ["b.example:443"] = 4 };
        var first = claims.ClaimDue(Noon.AddMinutes(1), 100, 1, exceptions);
        Assert.Equal((1, 4), (first.Count(f => f.Host == "a.example:443"), first.Count(f => f.Host == "b.example:443")));
        Assert.Empty(claims.ClaimDue(Noon.AddMinutes(1), 100, 1, exceptions));
        claims.Release(first.First(f => f.Host == "b.example:443").Id);
        Assert.Equal("b.example:443", Assert.Single(claims.ClaimDue(Noon.AddMinutes(1), 100, 1, exceptions)).Host);
    }

    [Fact]
    public void P19_A_claim_that_comes_late_does_not_fall_into_a_skipped_hour()
    {
        var claims = Claims("https://a.example/1", "https://b.example/1", "https://c.example/1");
        _file.Execute("UPDATE feeds SET skip_hours = 1 << 13 WHERE id = 1; UPDATE feeds SET skip_days = 1 WHERE id = 2; UPDATE feeds SET skip_hours = 16777215 WHERE id = 3");
        // Noon is on a Sunday.
        Assert.Equal([3], claims.ClaimDue(Noon.AddMinutes(90), 10, 10).Select(f => f.Id));
        Assert.Equal([1], claims.ClaimDue(Noon.AddMinutes(120), 10, 10).Select(f => f.Id));
        Assert.Equal([2], claims.ClaimDue(Noon.AddHours(12), 10, 10).Select(f => f.Id));
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private FeedClaims Claims(params string[] urls)
    {
        new CatalogStore(_file.Database, new PollingOptions { SpreadPerSecond = 100_000 }, CronSchedule.Reader).Apply(TestPolls.Catalog(urls), Noon);
        return new FeedClaims(_file.Database);
    }
}
