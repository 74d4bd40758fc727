namespace Aggregator.Outputs.Pages.Overview;

internal sealed class OverviewReader(Aggregator.Storage.FeedStore feeds)
{
    public OverviewModel Read(DateTimeOffset now) => new(feeds.TryCount(now));
}
