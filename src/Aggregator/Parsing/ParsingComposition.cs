using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Parsing;

internal static class ParsingComposition
{
    public static IServiceCollection AddParsing(this IServiceCollection services) => services.AddSingleton<FeedParser>();
}
