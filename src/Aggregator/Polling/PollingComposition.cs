using Aggregator.Polling.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Polling;

internal static class PollingComposition
{
    public static IServiceCollection AddPolling(this IServiceCollection services) => services
        .AddSingleton<HostLanes>()
        .AddSingleton<PollPlanner>()
        .AddSingleton<FetchedFeedReader>()
        .AddSingleton<PollMetrics>()
        .AddSingleton<PollReporter>()
        .AddSingleton<PollPipeline>()
        .AddSingleton<PollDispatcher>()
        .AddSingleton<PollRound>()
        .AddSingleton<FeedDiscoverer>();
}
