using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Configuration;

internal static class ConfigurationComposition
{
    /// <summary>Settings, the catalog in force and its reloading. Needs a <see cref="CronReader"/> and a <see cref="TimeProvider"/> in the container.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="settings">Loaded by <see cref="SettingsLoader"/>.</param>
    /// <param name="feedsDirectory">What the catalog was loaded from, and will be again.</param>
    /// <param name="first">The first catalog, once somebody needs it; a daemon does not start on bad lists.</param>
    /// <param name="includes">Copies of the lists that those include.</param>
    public static IServiceCollection AddConfiguration(
        this IServiceCollection services, Settings settings, string feedsDirectory, Func<Catalog> first, IncludeCache includes)
    {
        return services
            .AddSingleton(settings)
            .AddSingleton(settings.Lists)
            .AddSingleton(includes)
            .AddSingleton(p => new CatalogSource(first(), p.GetRequiredService<TimeProvider>()))
            .AddSingleton(p => new ListFolder(feedsDirectory, Load(p), p.GetRequiredService<CatalogSource>()))
            .AddSingleton(p => new CatalogReloader(
                feedsDirectory,
                Load(p),
                p.GetRequiredService<CatalogSource>(),
                settings.Lists,
                p.GetRequiredService<ILogger<CatalogReloader>>()))
            .AddSingleton(p => new CatalogWatcher(
                p.GetRequiredService<CatalogReloader>(),
                feedsDirectory,
                settings.Lists,
                p.GetRequiredService<TimeProvider>(),
                p.GetRequiredService<ILogger<CatalogWatcher>>()));

        Func<CatalogOutcome> Load(IServiceProvider provider) => () => CatalogLoader.Load(feedsDirectory, provider.GetRequiredService<CronReader>(), includes: includes);
    }
}
