using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Normalizing;

internal static class NormalizingComposition
{
    /// <summary>Adds the <see cref="Normalizer"/>. It has no settings: what is safe is not for a configuration to say.</summary>
    public static IServiceCollection AddNormalizing(this IServiceCollection services) => services.AddSingleton<Normalizer>();
}
