using Aggregator.Fetching;
using Aggregator.Polling.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Polling;

internal static class PollingComposition
{
    public static IServiceCollection AddPolling(this IServiceCollection services) => services
        .AddSingleton<FeedVisit>(services => services.GetRequiredService<FeedFetcher>().FetchAsync)
        .AddSingleton<HostBudgets>()
        .AddSingleton<HostLanes>()
        .AddSingleton<PollPlanner>()
        .AddSingleton<PollConclusion>()
        .AddSingleton<PollExplainer>()
        .AddSingleton<FetchedFeedReader>()
        .AddSingleton<PollMetrics>()
        .AddSingleton<PollReporter>()
        .AddSingleton<PollPipeline>()
        .AddSingleton<PollDispatcher>()
        .AddSingleton<PollRound>()
        .AddSingleton<IncludeRefresher>()
        .AddSingleton<FeedDiscoverer>();
}
