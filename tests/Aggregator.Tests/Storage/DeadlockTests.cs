using Aggregator.Normalizing;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;
using Dapper;

namespace Aggregator.Tests.Storage;

/// <summary>Writers of several daemons lock what they share in one order; who ends up in a deadlock all the same does its transaction again.</summary>
public sealed class DeadlockTests : IDisposable
{
    private const string One = "https://one.example/feed";
    private const string Two = "https://two.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly PostgresTestDatabase _server = new();

    [Fact]
    public async Task D10_A_writer_that_the_server_chose_to_end_a_deadlock_writes_again_and_nothing_is_lost_or_doubled()
    {
        await using var daemon = new WriterHarness(_server, One);
        var feed = Assert.Single(daemon.Claims.Claim([1], Noon));
        using var other = _server.Another().Open();
        using var transaction = other.BeginTransaction();
        // The other one looks for deadlocks so late that the writer is the one to find it, and to be ended.
        other.Execute("SET LOCAL deadlock_timeout = '10min'; SELECT 1 FROM feeds WHERE id = 1 FOR UPDATE", transaction: transaction);

        var written = daemon.Write(TestPolls.Poll(feed, Noon, Drafts.Draft("a", "one.example/a", "A"), Drafts.Draft("b", "one.example/b", "B")));
        await WaitsForAsync(other.ExecuteScalar<int>("SELECT pg_backend_pid()", transaction: transaction));
        other.Execute("UPDATE hosts SET failures = failures WHERE host = @Host", new { feed.Host }, transaction);
        transaction.Commit();

        var stored = await written;
        Assert.Equal((2, false, null), (stored.Created, stored.Refused, stored.Failure));
        Assert.Contains(daemon.Log.Lines, line => line.Contains("is done again", StringComparison.Ordinal) && line.Contains("deadlock", StringComparison.Ordinal));
        Assert.Equal("A,B", _server.Joined("SELECT title FROM articles", isSorted: true));
        Assert.Equal("1,2", _server.Joined("SELECT number FROM changes ORDER BY number"));
        Assert.Equal(1, _server.Scalar<int>("SELECT COUNT(*) FROM polls"));
    }

    [Fact]
    public async Task D10_Two_writers_of_the_same_articles_in_opposite_order_never_end_in_one()
    {
        await using var first = new WriterHarness(_server, _server.Another(), new(), One, Two);
        await using var second = new WriterHarness(_server, _server.Another(), new(), One, Two);
        var (one, two) = (Assert.Single(first.Claims.Claim([1], Noon)), Assert.Single(second.Claims.Claim([2], Noon)));
        for (var round = 0; round < 40; round++)
        {
            ArticleDraft[] shared = [.. Enumerable.Range(0, 20).Select(i => Drafts.Draft($"{round}-{i}", $"shared.example/{round}/{i}", $"Story {round} of {i}"))];
            ArticleDraft[] reversed = [.. shared.Reverse()];
            var at = Noon.AddSeconds(round);
            var stored = await Task.WhenAll(first.Write(TestPolls.Poll(one, at, shared)), second.Write(TestPolls.Poll(two, at, reversed)));
            Assert.Equal(20, stored.Sum(s => s.Created));
            Assert.All(stored, s => Assert.Null(s.Failure));
        }
        Assert.Equal(800, _server.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal("created:800,polls.Changed:80", _server.Joined("SELECT name || ':' || SUM(number) FROM tallies WHERE name IN ('created', 'polls.Changed') GROUP BY name ORDER BY name"));
        Assert.Empty(first.Log.Lines);
        Assert.Empty(second.Log.Lines);
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Until somebody waits for what another holds.</summary>
    private async Task WaitsForAsync(int holder)
    {
        using var connection = _server.Another().Open();
        while (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND @holder = ANY(pg_blocking_pids(pid))", new { holder }) == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
