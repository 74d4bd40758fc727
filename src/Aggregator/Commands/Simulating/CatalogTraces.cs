using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling.Adaptive;
using Aggregator.Storage;
using Aggregator.Storage.Planning;

namespace Aggregator.Commands.Simulating;

/// <summary>
/// The past of the operator's own feeds as traces, with what the lists say of each. A feed is polled from its first known article on; what it
/// did before is not known, and one that has been silent for all of the time is polled for all of it.
/// </summary>
internal sealed class CatalogTraces
{
    private readonly ILookup<long, double> _times;
    private readonly IReadOnlyList<PublishingFeed> _feeds;
    private readonly double _start;
    private readonly double _end;

    public CatalogTraces(IReadOnlyList<PublishingFeed> feeds, IEnumerable<PublishingDate> dates, DateTimeOffset now, int days)
    {
        _feeds = feeds;
        (_start, _end) = (PublishingHistory.Hours(now - TimeSpan.FromDays(days)), PublishingHistory.Hours(now));
        _times = dates.Select(date => (date.FeedId, Time: PublishingHistory.Hours(date.At))).Where(date => date.Time > _start && date.Time < _end)
            .ToLookup(date => date.FeedId, date => date.Time);
    }

    /// <summary>What is polled now, by the lists as they were last taken over.</summary>
    public IReadOnlyList<PublishingTrace> Current() =>
        [.. _feeds.Where(feed => feed.IsActive).Select(feed => Trace(feed.Id, feed.Host, StoredSchedule.Of(feed.Url, feed.Definition)))];

    /// <summary>What would be polled by other lists. New feeds are taken to publish as the median of the present ones does.</summary>
    public IReadOnlyList<PublishingTrace> Planned(Catalog catalog, CatalogPlan plan)
    {
        var known = _feeds.ToDictionary(feed => feed.Url, StringComparer.Ordinal);
        var moved = plan.Changes.OfType<PlannedChange.Moved>().ToDictionary(move => move.Feed.Url, move => move.Stored.Id, StringComparer.Ordinal);
        var active = _feeds.Where(feed => feed.IsActive).OrderBy(feed => _times[feed.Id].Count()).ToList();
        var median = active.Count > 0 ? active[active.Count / 2].Id : 0;
        List<PublishingTrace> traces = [];
        foreach (var feed in catalog.Feeds.Where(feed => feed.Enabled))
        {
            var row = known.GetValueOrDefault(feed.Url);
            var host = row?.Host ?? HostName.Of(new Uri(feed.Url));
            if (moved.TryGetValue(feed.Url, out var from))
                traces.Add(Trace(from, host, feed));
            else if (row is null)
                traces.Add(Trace(median, host, feed) with { IsBorrowed = true });
            else if (!row.IsPausedByHand)
                traces.Add(Trace(row.Id, host, feed));
        }
        return traces;
    }

    private PublishingTrace Trace(long id, string host, FeedDefinition feed)
    {
        double[] times = [.. _times[id].Order()];
        return new PublishingTrace($"feed {id}", host, times, times.Length > 0 ? times[0] : _start, _end) { Feed = feed };
    }
}
