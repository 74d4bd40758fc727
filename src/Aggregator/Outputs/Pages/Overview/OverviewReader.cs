using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.Overview;

/// <summary>Reads what the overview shows: counts and the newest of each thing, nothing that grows with the number of articles.</summary>
internal sealed class OverviewReader(
    FeedStore feeds, NeedyFeeds needy, AttentionReader attention, TallyStore tallies, ListChangeStore lists, CatalogSource catalog,
    PollPipeline pipeline, HostLanes lanes, PollWriter writer, SchedulerPulse pulse)
{
    private const int HoursShown = 48;
    private const int HostsShown = 10;
    private const int ListChangesShown = 5;

    public OverviewModel Read(DateTimeOffset now)
    {
        var last = TallyNames.HourOf(now);
        var hours = tallies.Since(last - HoursShown + 1);
        var counts = feeds.TryCount(now) ?? new FeedCounts();
        return new OverviewModel
        {
            Feeds = counts,
            Attention = attention.Read(now, counts),
            HeldHosts = needy.HeldHosts(now, HostsShown + 1),
            Day = new PeriodFigures([.. hours.Where(tally => tally.Hour > last - 24)]),
            Articles = Bars(hours, last),
            ListChanges = lists.Last(ListChangesShown),
            Lists = catalog.State,
            Work = new WorkState(pipeline.UnderWay, lanes.Waiting, pipeline.Unread, writer.QueueLength, writer.LastCommitAt, pulse.LastBeatAt),
        };
    }

    private static List<Bar> Bars(IReadOnlyList<Tally> hours, long last)
    {
        var created = hours.Where(tally => tally.Name == TallyNames.Created).ToDictionary(tally => tally.Hour, tally => tally.Number);
        return [.. Enumerable.Range(0, HoursShown).Select(i => last - HoursShown + 1 + i).Select(hour => new Bar(
            DateTimeOffset.FromUnixTimeSeconds(hour * 3600).ToString("ddd HH:mm", CultureInfo.InvariantCulture), created.GetValueOrDefault(hour)))];
    }
}
