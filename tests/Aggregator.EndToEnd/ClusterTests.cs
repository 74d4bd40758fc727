using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.EndToEnd;

/// <summary>Several daemons share one PostgreSQL, and one after the other meets with an accident.</summary>
public sealed class ClusterTests : IAsyncDisposable
{
    private const int Daemons = 4;
    private const int Entries = 3;

    /// <summary>The shortest that may be set, seconds.</summary>
    private const int Lease = 5;

    private readonly PostgresServer _server;
    private readonly Workspace _workspace = new();
    private readonly List<AggregatorProcess> _daemons = [];

    public ClusterTests()
    {
        Assert.SkipWhen(PostgresServer.Programs is null, "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or AGGREGATOR_TEST_POSTGRES.");
        _server = new PostgresServer();
        _workspace.Environment["AGGREGATOR_Storage__Provider"] = "postgres";
        _workspace.Environment["AGGREGATOR_Storage__ConnectionString"] = _server.ConnectionString;
        _workspace.Environment["AGGREGATOR_Storage__Lease"] = $"{Lease}s";
        _workspace.Environment["AGGREGATOR_Polling__SpreadPerSecond"] = "100000";
        _workspace.Environment["AGGREGATOR_Polling__Interval"] = "1d";
        _workspace.Environment["AGGREGATOR_Logging__Level"] = "warning";
    }

    [Fact]
    public async Task Four_daemons_poll_every_feed_once_and_no_host_more_often_than_one_would()
    {
        const int delay = 50;
        _workspace.Environment["AGGREGATOR_Polling__HostDelay"] = $"{delay}ms";
        await using var origin = await StartAsync(2000, TimeSpan.Zero);
        await origin.Requests.CountAsync(2000, Deadline.In(300));
        foreach (var daemon in _daemons)
            daemon.Terminate();
        foreach (var daemon in _daemons)
            Assert.Equal(0, await daemon.ExitAsync());

        var requests = origin.Requests.Snapshot();
        Assert.Equal(2000, requests.Count);
        Assert.Equal(2000, requests.Select(request => request.Host + request.Path).Distinct(StringComparer.Ordinal).Count());
        Assert.All(requests, request => Assert.Equal(1, request.Concurrency));
        foreach (var host in requests.GroupBy(request => request.Host))
        {
            var times = host.Select(request => request.At).Order().ToList();
            // Instants are stored as whole milliseconds.
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True((pair.Second - pair.First).TotalMilliseconds > delay - 2, $"{host.Key}: {pair}"));
        }
        AssertComplete(origin);
    }

    [Fact]
    public async Task One_is_killed_and_one_is_paused_for_longer_than_its_lease_and_nothing_is_lost_or_doubled()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The numbers of SIGSTOP and SIGCONT are Linux's.");
        await using var origin = await StartAsync(600, TimeSpan.FromMilliseconds(100));
        await origin.Requests.CountAsync(100, Deadline.In(120));
        // Whoever has leases now has polls under way.
        var victims = _daemons.Where(HasHosts).Take(2).ToList();
        var paused = victims[0];
        Signals.Send(paused.Id, Signals.Stop);
        foreach (var killed in victims.Skip(1))
            await killed.KillAsync();

        await UntilAllArePolledAsync();
        Signals.Send(paused.Id, Signals.Continue);
        await paused.LineAsync(line => line.Contains("came too late and are dropped", StringComparison.Ordinal) || line.Contains("taken over by other daemons", StringComparison.Ordinal));
        foreach (var daemon in _daemons.Where(daemon => daemon.IsRunning))
            daemon.Terminate();
        foreach (var daemon in _daemons.Except(victims.Skip(1)))
            await daemon.ExitAsync();
        AssertComplete(origin);
    }

    [Fact]
    public async Task D09_The_server_crashes_during_polls_and_the_daemons_recover_by_themselves()
    {
        await using var origin = await StartAsync(600, TimeSpan.FromMilliseconds(20));
        foreach (var requests in (int[])[100, 250, 400])
        {
            await origin.Requests.CountAsync(requests, Deadline.In(120));
            _server.Crash();
            _server.Start();
        }
        await UntilAllArePolledAsync();
        Assert.All(_daemons, daemon => Assert.True(daemon.IsRunning, daemon.Text));
        AssertComplete(origin);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in _daemons)
            await daemon.DisposeAsync();
        _workspace.Dispose();
        _server.Dispose();
    }

    private async Task<Origin> StartAsync(int feeds, TimeSpan delay)
    {
        var origin = await Origin.StartAsync(60);
        origin.Add(feeds, (number, host) => new(number, host, Validation.ETag, Entries) { Delay = delay });
        _workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        for (var i = 0; i < Daemons; i++)
            _daemons.Add(AggregatorProcess.StartIn(_workspace, "run"));
        return origin;
    }

    private async Task UntilAllArePolledAsync()
    {
        using var database = new PostgresView(_server);
        try
        {
            await database.UntilAsync("SELECT COUNT(*) FROM feeds WHERE polls = 0", 0, Deadline.In(300));
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(Said);
        }
    }

    private string Said => string.Join("\n\n", _daemons.Select(daemon => $"Daemon {daemon.Id}:\n{daemon.Text}"));

    private bool HasHosts(AggregatorProcess daemon)
    {
        using var database = new PostgresView(_server);
        return database.Number($"SELECT COUNT(*) FROM hosts WHERE lease_owner LIKE '%/{daemon.Id}'") > 0;
    }

    /// <summary>Every article of every feed is there once, every feed's poll was stored once, and the changes tell of each article in turn.</summary>
    private void AssertComplete(Origin origin)
    {
        using var database = new PostgresView(_server);
        Assert.True(database.Number("SELECT COUNT(*) FROM feeds WHERE polls = 1 AND failures = 0") == origin.Feeds.Count, Said);
        Assert.Equal(origin.Feeds.SelectMany(feed => feed.Titles).Order(StringComparer.Ordinal), database.Texts("SELECT title FROM articles").Order(StringComparer.Ordinal));
        var articles = origin.Feeds.Count * Entries;
        Assert.Equal(articles, database.Number("SELECT MAX(number) FROM changes"));
        Assert.Equal(articles, database.Number("SELECT COUNT(DISTINCT article_id) FROM changes"));
    }
}
