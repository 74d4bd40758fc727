using Aggregator.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.FullText;

internal static class FullTextComposition
{
    public static IServiceCollection Add(IServiceCollection services, Settings settings) => services
        .AddSingleton(settings.FullText)
        .AddSingleton<PageRule>()
        .AddSingleton<PageVisitor>()
        .AddHostedService<FullTextWorker>();
}
