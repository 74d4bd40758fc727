using Aggregator.Storage;

namespace Aggregator.Outputs.Pages.Overview;

internal sealed record OverviewModel(FeedCounts? Feeds);
