using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Polling;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Commands.Hosting;

/// <summary>The way of the data, folder by folder.</summary>
internal static class PollingServices
{
    public static IServiceCollection AddWayOfTheData(this IServiceCollection services, Workplace workplace, Func<Catalog> first, Database database) =>
        services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(CronSchedule.Reader)
            .AddConfiguration(workplace.Settings, workplace.FeedsDirectory, first, workplace.Includes)
            .AddFetching(workplace.Settings)
            .AddParsing()
            .AddNormalizing()
            .AddStorage(database, workplace.Settings)
            .AddPolling();
}
