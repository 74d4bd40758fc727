using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Reading.Status;

namespace Aggregator.Outputs.Pages.Overview;

/// <summary>Reads what the overview shows: counts and the newest of each thing, nothing that grows with the number of articles.</summary>
internal sealed class OverviewReader(
    StatusReader status, OwnAttention own, ListChangeStore lists, CatalogSource catalog, Settings settings, PollPipeline pipeline, HostLanes lanes, PollWriter writer, SchedulerPulse pulse)
{
    private const int ListChangesShown = 5;

    private readonly Watched _watched = JobCalendar.Watched(settings);

    public OverviewModel Read(DateTimeOffset now)
    {
        var read = status.Read(_watched, now).With([.. own.At(now)]);
        return new OverviewModel
        {
            Status = read,
            Articles = [.. read.Hours.Select(hour => new Bar(hour.Start.ToString("ddd HH:mm", CultureInfo.InvariantCulture), hour.Created))],
            ListChanges = lists.Last(ListChangesShown),
            Lists = catalog.State,
            Work = new WorkState(pipeline.UnderWay, lanes.Waiting, pipeline.Unread, writer.QueueLength, writer.LastCommitAt, pulse.LastBeatAt),
        };
    }
}
