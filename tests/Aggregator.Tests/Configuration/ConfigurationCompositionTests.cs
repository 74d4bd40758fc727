using Aggregator.Configuration;
using Aggregator.Tests.Configuration.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Configuration;

public sealed class ConfigurationCompositionTests
{
    [Fact]
    public async Task All_that_the_folder_offers_can_be_had()
    {
        using var folder = new TemporaryFolder();
        var settings = new Settings();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Crons.Reader)
            .AddConfiguration(settings, folder.Path, () => Catalog.Empty, new IncludeCache(folder.Path))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.Same(settings, services.GetRequiredService<Settings>());
        Assert.Same(Catalog.Empty, services.GetRequiredService<CatalogSource>().Current);
        Assert.NotNull(services.GetRequiredService<CatalogWatcher>());
    }
}
