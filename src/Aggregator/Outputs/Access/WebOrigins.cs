using Aggregator.Configuration;

namespace Aggregator.Outputs.Access;

/// <summary>Sites whose pages may read answers.</summary>
internal static class WebOrigins
{
    public static string[] Of(HttpOptions options) =>
        [.. options.Origins.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(origin => origin.ToLowerInvariant())];
}
