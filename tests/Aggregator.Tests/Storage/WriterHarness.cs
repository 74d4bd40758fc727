using System.Diagnostics.Metrics;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Configuration;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Storage;

/// <summary>A writer on a real file, with the feeds of a catalog in it.</summary>
internal sealed class WriterHarness : IAsyncDisposable
{
    private readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Task _running;

    public WriterHarness(TestDatabase file, params string[] urls)
        : this(file, new PollingOptions(), urls)
    {
    }

    public WriterHarness(TestDatabase file, PollingOptions polling, params string[] urls)
        : this(file, file.Database, polling, urls)
    {
    }

    /// <param name="file">The database.</param>
    /// <param name="database">The same, as one of several daemons sees it.</param>
    /// <param name="polling">How it polls.</param>
    /// <param name="urls">The lists.</param>
    public WriterHarness(TestDatabase file, Database database, PollingOptions polling, params string[] urls)
    {
        File = file;
        new CatalogStore(database, polling, CronSchedule.Reader).Apply(TestPolls.Catalog(urls), TestPolls.Noon);
        Claims = new FeedClaims(database);
        Writer = new PollWriter(
            database, new StorageOptions { BatchDelay = TimeSpan.Zero }, polling,
            new WriterMetrics(_metrics.GetRequiredService<IMeterFactory>()), TimeProvider.System, Log);
        _running = Writer.RunAsync();
    }

    public TestDatabase File { get; }

    public FeedClaims Claims { get; }

    public PollWriter Writer { get; }

    public RecordingLogger<PollWriter> Log { get; } = new();

    public DueFeed Claim(long id)
    {
        var feed = Assert.Single(Claims.Claim([id], TestPolls.Noon));
        Claims.Release(id);
        return feed;
    }

    public async Task<StoredPoll> Write(CompletedPoll poll) => await await Writer.EnqueueAsync(poll);

    public async ValueTask DisposeAsync()
    {
        Writer.Complete();
        await _running;
        Writer.Dispose();
        await _metrics.DisposeAsync();
    }
}
