using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Aggregator.Outputs.Metrics;

/// <summary><c>/metrics</c> in the Prometheus text format.</summary>
internal static class MetricsEndpoint
{
    public static void Map(WebApplication app)
    {
        // Made here: nobody asks for it, but its instruments must exist before the first scrape.
        app.Services.GetRequiredService<Gauges>();
        app.MapPrometheusScrapingEndpoint("/metrics");
    }

    public static IServiceCollection Add(IServiceCollection services)
    {
        Meters.Add(services.AddSingleton<Gauges>()).AddOpenTelemetry().WithMetrics(metrics => metrics.AddPrometheusExporter());
        return services;
    }
}
