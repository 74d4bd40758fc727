using System.Net;
using Aggregator.Configuration;
using Aggregator.Fetching.Addresses;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aggregator.Fetching;

internal static class FetchingComposition
{
    /// <summary>Everything that contacts publishers. <see cref="HttpTransport"/> is for other outgoing calls too, so that all go through the guard.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services, Settings settings)
    {
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NameLookup>(Dns.GetHostAddressesAsync);
        services.AddSingleton<NameResolver>();
        services.AddSingleton(provider => new HttpTransport(
            settings.Fetching, provider.GetRequiredService<NameResolver>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new UserAgent(settings.Fetching.ContactUrl, provider.GetService<CatalogSource>()));
        services.AddSingleton(settings.Fetching);
        services.AddSingleton<FetchMetrics>();
        services.AddSingleton<HttpCaller>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FeedFetcher>(provider, settings.Fetching));
        return services;
    }
}
