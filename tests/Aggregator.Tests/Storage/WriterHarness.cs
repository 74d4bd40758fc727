using System.Diagnostics.Metrics;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

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
    {
        File = file;
        new CatalogStore(file.Database, polling, CronSchedule.Reader).Apply(TestPolls.Catalog(urls), TestPolls.Noon);
        Claims = new FeedClaims(file.Database);
        Writer = new PollWriter(
            file.Database, new StorageOptions { BatchDelay = TimeSpan.Zero }, polling,
            new WriterMetrics(_metrics.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger<PollWriter>.Instance);
        _running = Writer.RunAsync();
    }

    public TestDatabase File { get; }

    public FeedClaims Claims { get; }

    public PollWriter Writer { get; }

    public DueFeed Claim(long id)
    {
        var feed = Assert.Single(Claims.Claim([id]));
        Claims.Release(id);
        return feed;
    }

    public async Task<StoredPoll> Write(CompletedPoll poll) =>
        await await Writer.EnqueueAsync(poll, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Writer.Complete();
        await _running;
        await _metrics.DisposeAsync();
    }
}
