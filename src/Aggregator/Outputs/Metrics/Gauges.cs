using System.Diagnostics.Metrics;
using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;

namespace Aggregator.Outputs.Metrics;

/// <summary>States that are read when somebody asks: queue depths, feeds by health, whether the lists in force are the newest.</summary>
internal sealed class Gauges
{
    public Gauges(IMeterFactory meters, PollPipeline pipeline, HostLanes lanes, PollWriter writer, FeedStore feeds, CatalogSource catalog, TimeProvider time)
    {
        var meter = meters.Create("Aggregator");
        meter.CreateObservableGauge("aggregator.queue.depth", () => new Measurement<int>[]
        {
            new(lanes.Waiting, new KeyValuePair<string, object?>("queue", "turn")),
            new(pipeline.UnderWay, new KeyValuePair<string, object?>("queue", "under_way")),
            new(pipeline.Unread, new KeyValuePair<string, object?>("queue", "read")),
            new(writer.QueueLength, new KeyValuePair<string, object?>("queue", "write")),
        }, "{poll}", "Polls waiting for their host's turn, under way in all, waiting to be read, waiting to be written");
        meter.CreateObservableGauge("aggregator.feeds", () => Feeds(feeds, time.GetUtcNow()), "{feed}", "Feeds by health");
        meter.CreateObservableGauge("aggregator.lists.rejected", () => catalog.State.Result == ReloadResult.Loaded ? 0 : 1, null,
            "1 while the newest lists are rejected and older ones are in force");
    }

    /// <summary>Nothing while the database cannot be read: readiness tells of that, and the other metrics are still worth having.</summary>
    private static Measurement<long>[] Feeds(FeedStore feeds, DateTimeOffset now) => feeds.TryCount(now) is not { } counts
        ? []
        : [.. FeedHealth.Words.Select(health => new Measurement<long>(counts.Of(health), new KeyValuePair<string, object?>("health", health)))];
}
