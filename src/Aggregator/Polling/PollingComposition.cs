using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling.Adaptive;
using Aggregator.Polling.Discovery;
using Aggregator.Polling.Gaps;
using Aggregator.Polling.WebSub;
using Aggregator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Polling;

internal static class PollingComposition
{
    public static IServiceCollection AddPolling(this IServiceCollection services) => services
        .AddSingleton<FeedVisit>(services => services.GetRequiredService<FeedFetcher>().FetchAsync)
        .AddSingleton<HostBudgets>()
        .AddSingleton<HostLanes>()
        .AddSingleton(services => PollPrice.Restored(services.GetRequiredService<PollingOptions>(), services.GetRequiredService<PollPriceStore>().Read()))
        .AddSingleton<PriceSetter>()
        .AddSingleton<PollPlanner>()
        .AddSingleton<PollConclusion>()
        .AddSingleton<PollExplainer>()
        .AddSingleton<WeekPlanner>()
        .AddSingleton<FetchedFeedReader>()
        .AddSingleton<GapFiller>()
        .AddSingleton<PollMetrics>()
        .AddSingleton<PollReporter>()
        .AddSingleton<LeaseKeeper>()
        .AddSingleton<PollPipeline>()
        .AddSingleton<PollDispatcher>()
        .AddSingleton<PollRound>()
        .AddSingleton<PushReceiver>()
        .AddSingleton<HubSubscriber>()
        .AddSingleton<IncludeRefresher>()
        .AddSingleton<FeedDiscoverer>();
}
