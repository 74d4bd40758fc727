using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Polling;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Days;

/// <summary>
/// Everything between the clock and the wire as the daemon runs it: claims, lanes, pipeline, reader, planner, writer, database. Only the clock
/// and what is at the other end of the wire are ours. Disposing it is a stop, making another on the same file is a start.
/// </summary>
internal sealed class DayDaemon : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly PollPipeline _pipeline;
    private readonly PollDispatcher _dispatcher;
    private readonly HostLanes _lanes;
    private readonly IDayWire _wire;
    private readonly FakeTimeProvider _time;

    public DayDaemon(string path, PollingOptions options, Catalog catalog, IDayWire wire, FakeTimeProvider time)
    {
        (_wire, _time) = (wire, time);
        // What is looked at here is easier to see against an interval that stands still.
        if (options.Interval == FeedSchedule.Auto)
            options = options with { Interval = TimeSpan.FromHours(1) };
        var settings = new Settings { Polling = options, Fetching = LoopbackHosts.Fetching, Storage = new StorageOptions { BatchDelay = TimeSpan.Zero } };
        var database = Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(new SqliteDatabase(path, settings.Storage))).Database;
        var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(CronSchedule.Reader)
            .AddConfiguration(settings, Path.GetDirectoryName(path)!, () => catalog, new IncludeCache(Path.Combine(Path.GetDirectoryName(path)!, "includes")))
            .AddParsing()
            .AddNormalizing()
            .AddStorage(database, settings)
            .AddPolling();
        wire.AddTo(services, settings);
        _services = services.BuildServiceProvider();
        _pipeline = _services.GetRequiredService<PollPipeline>();
        _dispatcher = _services.GetRequiredService<PollDispatcher>();
        _lanes = _services.GetRequiredService<HostLanes>();
        _services.GetRequiredService<CatalogStore>().Apply(catalog, time.GetUtcNow());
        _services.GetRequiredService<DueTimes>().TurnBack(time.GetUtcNow());
        _services.GetRequiredService<DueTimes>().SpreadOverdue(time.GetUtcNow());
        _pipeline.Start();
    }

    public FeedStore Feeds => _services.GetRequiredService<FeedStore>();

    public void Apply(Catalog catalog) => _services.GetRequiredService<CatalogStore>().Apply(catalog, _time.GetUtcNow());

    /// <summary>Lets the clock tick until an instant. Each tick ends when nothing can happen any more without another one.</summary>
    public async Task RunAsync(DateTimeOffset until, TimeSpan? tick = null)
    {
        while (_time.GetUtcNow() < until)
        {
            await _dispatcher.DispatchAsync();
            await SettleAsync();
            _time.Advance(tick ?? TimeSpan.FromSeconds(1));
            await SettleAsync();
        }
    }

    /// <summary>As <see cref="RunAsync"/>, a second at a time while anything waits for the clock: nothing happens later than it may.</summary>
    public async Task RunCloselyAsync(DateTimeOffset until)
    {
        while (_time.GetUtcNow() < until)
        {
            await _dispatcher.DispatchAsync();
            await SettleAsync();
            _time.Advance(TimeSpan.FromSeconds(_pipeline.UnderWay > 0 ? 1 : 5));
            await SettleAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _dispatcher.Stop();
        var stopping = _pipeline.StopAsync(TimeSpan.FromSeconds(30));
        // Its deadline passes, and not a second more: on a busy machine stopping may take a great many turns of this loop.
        for (var left = TimeSpan.FromSeconds(31); !stopping.IsCompleted; left -= TimeSpan.FromMilliseconds(10))
        {
            if (left > TimeSpan.Zero)
                _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        await stopping;
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private async Task SettleAsync()
    {
        while (_pipeline.UnderWay > _lanes.Waiting + _wire.InFlight)
            await Task.Yield();
    }
}
