using Aggregator.Outputs.Health;
using Aggregator.Outputs.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs;

internal static class OutputsComposition
{
    public static IServiceCollection AddOutputs(this IServiceCollection services)
    {
        HealthEndpoints.Add(services);
        return MetricsEndpoint.Add(services);
    }

    public static void MapOutputs(this WebApplication app)
    {
        HealthEndpoints.Map(app);
        MetricsEndpoint.Map(app);
    }
}
