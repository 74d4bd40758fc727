using System.Collections.Concurrent;
using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class HostLeasesTests : IDisposable
{
    private const string One = "https://one.example/feed";
    private const string Two = "https://two.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private static readonly TimeSpan Lease = new StorageOptions().Lease;
    private readonly PostgresTestDatabase _server = new();

    [Fact]
    public async Task A_host_that_one_daemon_polls_is_nobody_elses_until_it_is_given_back()
    {
        await using var first = Daemon();
        await using var second = Daemon();
        var feed = Assert.Single(first.Claims.ClaimDue(Noon, 1, 1));
        Assert.DoesNotContain(second.Claims.ClaimDue(Noon, 10, 10), other => other.Host == feed.Host);
        first.Claims.Release(feed.Id);
        // The next look at what is due gives back what is idle; its own limit takes the other host only.
        first.Claims.ClaimDue(Noon, 0, 1);
        Assert.Contains(second.Claims.ClaimDue(Noon, 10, 10), other => other.Host == feed.Host);
    }

    [Fact]
    public async Task A_daemon_without_a_sign_of_life_loses_its_hosts_when_the_lease_ends_and_its_late_writes_are_refused()
    {
        await using var dead = Daemon();
        await using var heir = Daemon();
        var late = Assert.Single(dead.Claims.Claim([1], Noon));
        Assert.Empty(heir.Claims.Claim([1], Noon.Add(Lease).AddMilliseconds(-1)));
        var taken = Assert.Single(heir.Claims.Claim([1], Noon.Add(Lease)));
        Assert.False(dead.Claims.IsOurs(late, Noon.Add(Lease)));

        var refused = await dead.Write(TestPolls.Poll(late, Noon, Drafts.Draft("a", "one.example/a", "Late")));
        Assert.True(refused.Refused);
        Assert.Equal(0, _server.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal(0, _server.Scalar<int>("SELECT COUNT(*) FROM polls"));
        Assert.Equal(0, _server.Scalar<int>("SELECT SUM(polls) FROM feeds"));

        var stored = await heir.Write(TestPolls.Poll(taken, Noon.Add(Lease), Drafts.Draft("a", "one.example/a", "In time")));
        Assert.Equal((false, 1), (stored.Refused, stored.Created));
        Assert.Equal("In time", _server.Scalar<string>("SELECT title FROM articles"));
    }

    [Fact]
    public async Task Of_a_batch_only_the_late_polls_are_refused()
    {
        var (deadView, heirView) = (_server.Another(), _server.Another());
        await using var dead = Daemon(deadView);
        await using var heir = Daemon(heirView);
        var feeds = dead.Claims.Claim([1, 2], Noon);
        deadView.Leases!.GiveBack(host => host == "one.example:443");
        Assert.Single(heir.Claims.Claim([1], Noon));
        var stored = await Task.WhenAll(feeds.Select(f => dead.Write(TestPolls.Poll(f, Noon, Drafts.Draft(f.Url, $"{f.Id}.example/a", "A")))));
        Assert.Equal([true, false], stored.Select(s => s.Refused));
        Assert.Equal(1, _server.Scalar<int>("SELECT COUNT(*) FROM articles"));
    }

    [Fact]
    public async Task A_renewed_lease_does_not_end_and_a_lost_one_is_noticed()
    {
        var (firstView, secondView) = (_server.Another(), _server.Another());
        await using var first = Daemon(firstView);
        await using var second = Daemon(secondView);
        Assert.Single(first.Claims.Claim([1], Noon));
        Assert.Equal(0, firstView.Leases!.Renew(Noon.Add(Lease / 2)));
        Assert.Empty(second.Claims.Claim([1], Noon.Add(Lease)));
        Assert.Single(second.Claims.Claim([1], Noon.Add(Lease * 2)));
        Assert.Equal(1, firstView.Leases!.Renew(Noon.Add(Lease * 2)));
        Assert.Empty(firstView.Leases!.Held(Noon.Add(Lease * 2)));
    }

    [Fact]
    public async Task Who_takes_a_host_over_after_a_crash_does_not_come_before_its_next_turn()
    {
        await using var dead = Daemon();
        await using var heir = Daemon();
        var spacing = Lease * 3;
        Assert.Equal(2, dead.Claims.ClaimDue(Noon, 10, 1, spacing: _ => spacing).Count);
        Assert.Empty(heir.Claims.ClaimDue(Noon.Add(spacing).AddMilliseconds(-1), 10, 1));
        Assert.Equal(2, heir.Claims.ClaimDue(Noon.Add(spacing), 10, 1).Count);
    }

    [Fact]
    public void Of_what_is_due_a_daemon_takes_its_share_and_leaves_the_rest_to_the_others()
    {
        List(Enumerable.Range(0, 10).Select(i => $"https://{i}.example/"));
        var views = Enumerable.Range(0, 3).Select(_ => _server.Another()).ToList();
        foreach (var view in views)
        {
            // Daemons are told apart by their processes, and here all are one.
            view.Leases!.Renew(Noon);
            _server.Execute("UPDATE daemons SET name = name || '+'");
        }

        Assert.Equal(4, new FeedClaims(views[0]).ClaimDue(Noon.AddSeconds(1), 100, 1).Count);
        Assert.Equal(2, new FeedClaims(views[1]).ClaimDue(Noon.AddSeconds(1), 100, 1).Count);
        // Enough for everybody: a share is no more than what is asked for.
        Assert.Single(new FeedClaims(views[2]).ClaimDue(Noon.AddSeconds(1), 1, 1));
    }

    [Fact]
    public void A_host_with_more_feeds_than_a_page_hides_no_other()
    {
        List(Enumerable.Range(0, 2_500).Select(i => $"https://big.example/{i}").Append("https://small.example/"));
        _server.Execute("UPDATE feeds SET next_poll_at = next_poll_at + 1 WHERE host LIKE 'small%'");
        Assert.Equal(["big.example:443", "small.example:443"], new FeedClaims(_server.Another()).ClaimDue(Noon.AddSeconds(1), 10, 1).Select(feed => feed.Host));
    }

    [Fact]
    public async Task What_was_claimed_when_the_database_failed_is_claimed_again()
    {
        _server.Execute(
            """
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the server goes down'; END $$;
            CREATE TRIGGER fail BEFORE UPDATE ON hosts FOR EACH ROW WHEN (NEW.why = 'pacing') EXECUTE FUNCTION fail()
            """);
        await using var daemon = Daemon();
        Assert.ThrowsAny<DbException>(() => daemon.Claims.ClaimDue(Noon, 10, 1, spacing: _ => Lease));
        Assert.Equal(0, daemon.Claims.Count);
        _server.Execute("DROP TRIGGER fail ON hosts");
        Assert.Equal(2, daemon.Claims.ClaimDue(Noon, 10, 1, spacing: _ => Lease).Count);
    }

    [Fact]
    public async Task Daemons_that_claim_at_the_same_time_never_share_a_feed_or_a_host()
    {
        List(Enumerable.Range(0, 600).Select(i => $"https://{i % 60}.example/{i}"));
        var owners = new ConcurrentDictionary<string, int>();
        var claimed = new ConcurrentDictionary<long, int>();
        await Task.WhenAll(Enumerable.Range(1, 4).Select(daemon => Task.Run(() =>
        {
            var claims = new FeedClaims(_server.Another());
            while (claimed.Count < 600)
            {
                foreach (var feed in claims.ClaimDue(Noon.AddSeconds(1), 20, 1))
                {
                    Assert.True(owners.TryAdd(feed.Host, daemon), $"{feed.Host} is polled by two at once");
                    Assert.True(claimed.TryAdd(feed.Id, daemon), $"{feed.Url} is polled twice");
                    _server.Execute($"UPDATE feeds SET next_poll_at = next_poll_at + 3600000 WHERE id = {feed.Id}");
                    owners.TryRemove(feed.Host, out _);
                    claims.Release(feed.Id);
                }
            }
        })));
        Assert.Equal(600, claimed.Count);
    }

    public void Dispose() => _server.Dispose();

    private void List(IEnumerable<string> urls) =>
        new CatalogStore(_server.Database, new PollingOptions { SpreadPerSecond = 100_000 }, CronSchedule.Reader).Apply(TestPolls.Catalog([.. urls]), Noon);

    private WriterHarness Daemon(Database? view = null) =>
        new(_server, view ?? _server.Another(), new PollingOptions { SpreadPerSecond = 100_000 }, One, Two);
}
