using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Aggregator.Outputs.Metrics;

/// <summary>What is measured, whether it is scraped or sent.</summary>
internal static class Meters
{
    /// <summary>
    /// Series an instrument may have; more are counted together, marked <c>otel.metric.overflow</c>. The library makes room for all of them when an instrument is made: with its own
    /// 2,000 that is 176 KB for each of some forty.
    /// </summary>
    private const int MostSeries = 200;

    /// <summary>Of these there are as many series as operators write webhooks.</summary>
    private const string ByWebhook = "aggregator.webhook.";

    /// <summary>Once, however many ways out there are: a view that is added twice counts twice.</summary>
    public static IServiceCollection Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Added)))
            return services;
        services.AddSingleton<Added>().AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("aggregator"))
            .WithMetrics(metrics => metrics.AddMeter("Aggregator").AddMeter("System.Runtime")
                .AddView(instrument => instrument.Name.StartsWith(ByWebhook, StringComparison.Ordinal) ? null : new MetricStreamConfiguration { CardinalityLimit = MostSeries }));
        return services;
    }

    private sealed class Added;
}
