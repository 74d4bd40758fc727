using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Postgres;
using Aggregator.Tests.Configuration;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Scheduling;

public sealed class ListTakeoverTests
{
    private static readonly PollingOptions Polling = new();
    private static readonly Catalog Lists = TestPolls.Catalog("https://a.example/feed", "https://b.example/feed");
    private readonly FakeTimeProvider _time = new(TestPolls.Noon);
    private readonly RecordingLogger<ListTakeover> _log = new();

    [Fact]
    public async Task A_server_that_goes_away_at_the_start_is_waited_for()
    {
        using var server = Server();
        using var database = Connect(server);
        Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(database));
        server.Crash();

        var takingOver = Takeover(database).BeginAsync(Lists, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Collection(
            _log.Lines,
            line => Assert.Contains("again in 1s: PostgreSQL at", line, StringComparison.Ordinal),
            line => Assert.Contains("again in 2s: PostgreSQL at", line, StringComparison.Ordinal));
        // 2 s, 4 s, 8 s, then 10 s.
        foreach (var wait in (int[])[2, 4, 8, 10])
            _time.Advance(TimeSpan.FromSeconds(wait));
        Assert.Contains("again in 10s", _log.Lines.Last(), StringComparison.Ordinal);
        server.Start();
        _time.Advance(TimeSpan.FromSeconds(9.5));
        Assert.False(takingOver.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        await takingOver;
        Assert.Equal(2, new FeedStore(database).List(TestPolls.Noon).Count);
    }

    [Fact]
    public async Task Who_stops_the_daemon_meanwhile_need_not_wait()
    {
        using var server = Server();
        using var database = Connect(server);
        server.Crash();
        using var stop = new CancellationTokenSource();

        var takingOver = Takeover(database).BeginAsync(Lists, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => takingOver);
    }

    [Fact]
    public async Task What_time_does_not_mend_is_not_waited_for()
    {
        using var file = new SqliteTestDatabase();
        file.Execute("DROP TABLE hosts");
        await Assert.ThrowsAnyAsync<DbException>(() => Takeover(file.Database).BeginAsync(Lists, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("wait for the database", StringComparison.Ordinal));
    }

    private static PostgresServer Server()
    {
        Assert.SkipWhen(PostgresServer.Programs is null, "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or AGGREGATOR_TEST_POSTGRES.");
        return new PostgresServer();
    }

    private static PostgresDatabase Connect(PostgresServer server)
    {
        var options = new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString };
        return new(PostgresAddress.Read(options, out _)!, options);
    }

    private ListTakeover Takeover(Database database) =>
        new(new CatalogStore(database, Polling, CronSchedule.Reader), new DueTimes(database, Polling), database, _time, _log);
}
