using Aggregator.Configuration;
using Aggregator.Storage.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Storage;

internal static class StorageComposition
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Database database, Settings settings) => services
        .AddSingleton(database)
        .AddSingleton(settings.Storage)
        .AddSingleton(settings.Polling)
        .AddSingleton<CatalogStore>()
        .AddSingleton<FeedStore>()
        .AddSingleton<FeedClaims>()
        .AddSingleton<ArticleStore>()
        .AddSingleton<SearchBacklog>()
        .AddSingleton<WriterMetrics>()
        .AddSingleton<PollWriter>();
}
