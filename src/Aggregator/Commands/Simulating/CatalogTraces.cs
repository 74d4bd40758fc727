using Aggregator.Polling.Adaptive;
using Aggregator.Storage;

namespace Aggregator.Commands.Simulating;

/// <summary>The past of the operator's own feeds as traces. Feeds without articles in that time are left out: they have nothing to tell.</summary>
internal static class CatalogTraces
{
    public static IReadOnlyList<PublishingTrace> Of(IEnumerable<PublishingDate> dates, DateTimeOffset now, int days)
    {
        var (start, end) = (PublishingHistory.Hours(now - TimeSpan.FromDays(days)), PublishingHistory.Hours(now));
        return
        [
            .. dates.GroupBy(date => (date.FeedId, date.Host)).OrderBy(feed => feed.Key.FeedId).Select(feed => new PublishingTrace(
                $"feed {feed.Key.FeedId}",
                feed.Key.Host,
                // From the first day to the last, whenever articles came: days of silence are polled as well.
                [start, .. feed.Select(date => PublishingHistory.Hours(date.At)).Where(time => time > start && time < end).Order(), end])),
        ];
    }
}
