using Aggregator.Configuration;
using Aggregator.Storage.Accounts;
using Aggregator.Storage.Deliveries;
using Aggregator.Storage.Edits;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Reading.Status;
using Aggregator.Storage.Repairs;
using Aggregator.Storage.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Storage;

internal static class StorageComposition
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Database database, Settings settings) => services
        .AddSingleton(database)
        .AddSingleton(settings.Storage)
        .AddSingleton(settings.Polling)
        .AddSingleton<CatalogStore>()
        .AddSingleton<DueTimes>()
        .AddSingleton<FeedStore>()
        .AddSingleton<FeedHistory>()
        .AddSingleton<FeedClaims>()
        .AddSingleton<SeenEntries>()
        .AddSingleton<PollPriceStore>()
        .AddSingleton<ArticleStore>()
        .AddSingleton(database.SearchBacklog)
        .AddSingleton<SearchStore>()
        .AddSingleton(settings.Retention)
        .AddSingleton<RetentionStore>()
        .AddSingleton(settings.Jobs)
        .AddSingleton<BackupFolder>()
        .AddSingleton<ChangeReader>()
        .AddSingleton<ArticlePages>()
        .AddSingleton<ArticleSources>()
        .AddSingleton<HistoryStore>()
        .AddSingleton<StoryPages>()
        .AddSingleton<StoryStore>()
        .AddSingleton<FeedPages>()
        .AddSingleton<FeedNames>()
        .AddSingleton<FeedSwitch>()
        .AddSingleton<FeedList>()
        .AddSingleton<HostList>()
        .AddSingleton<Directories>()
        .AddSingleton<StatusReader>()
        .AddSingleton<RepairStore>()
        .AddSingleton<StorySeparator>()
        .AddSingleton<AccountStore>()
        .AddSingleton<AccountArticles>()
        .AddSingleton<ArticleMarks>()
        .AddSingleton<WebhookStore>()
        .AddSingleton<FullTextStore>()
        .AddSingleton<SubscriptionStore>()
        .AddSingleton<JobStore>()
        .AddSingleton<TallyStore>()
        .AddSingleton<ListChangeStore>()
        .AddSingleton<WriterMetrics>()
        .AddSingleton<PollWriter>();
}
