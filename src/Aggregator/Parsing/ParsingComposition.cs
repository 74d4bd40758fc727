using Aggregator.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Parsing;

internal static class ParsingComposition
{
    public static IServiceCollection AddParsing(this IServiceCollection services, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return services.AddSingleton<FeedParser>();
    }
}
