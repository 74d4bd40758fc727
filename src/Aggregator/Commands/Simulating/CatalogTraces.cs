using Aggregator.Polling.Adaptive;
using Aggregator.Storage;

namespace Aggregator.Commands.Simulating;

/// <summary>
/// The past of the operator's own feeds as traces. A feed is polled from its first known article on; what it did before is not known, and
/// one that has been silent for all of the time is polled for all of it.
/// </summary>
internal static class CatalogTraces
{
    public static IReadOnlyList<PublishingTrace> Of(IEnumerable<PublishingDate> dates, DateTimeOffset now, int days)
    {
        var (start, end) = (PublishingHistory.Hours(now - TimeSpan.FromDays(days)), PublishingHistory.Hours(now));
        return [.. dates.GroupBy(date => (date.FeedId, date.Host)).OrderBy(feed => feed.Key.FeedId).Select(Trace)];

        PublishingTrace Trace(IGrouping<(long FeedId, string Host), PublishingDate> feed)
        {
            double[] times = [.. feed.Select(date => date.At).OfType<DateTimeOffset>().Select(PublishingHistory.Hours).Where(time => time > start && time < end).Order()];
            return new PublishingTrace($"feed {feed.Key.FeedId}", feed.Key.Host, times, times.Length > 0 ? times[0] : start, end);
        }
    }
}
