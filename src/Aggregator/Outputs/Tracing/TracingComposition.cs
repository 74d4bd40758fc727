using Aggregator.Configuration;
using Aggregator.Outputs.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Aggregator.Outputs.Tracing;

/// <summary>Sends traces and metrics by OTLP where the settings say so. Without an endpoint nothing of it is loaded.</summary>
internal static class TracingComposition
{
    public static IServiceCollection Add(IServiceCollection services, TracingOptions options) => options.Endpoint is null ? services : AddExport(services, options);

    /// <summary>Begins at once, where no host does: the container's end sends what is left.</summary>
    public static void Start(IServiceProvider services, TracingOptions options)
    {
        if (options.Endpoint is not null)
            StartExport(services);
    }

    private static void StartExport(IServiceProvider services)
    {
        services.GetService<TracerProvider>();
        services.GetService<MeterProvider>();
    }

    /// <summary>In a method of its own: the exporter's assembly is loaded when this is compiled.</summary>
    private static IServiceCollection AddExport(IServiceCollection services, TracingOptions options)
    {
        Meters.Add(services).AddOpenTelemetry()
            .WithTracing(traces => traces
                .AddSource(Spans.SourceName)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampledPercent / 100.0)))
                .AddOtlpExporter(exporter => Point(exporter, options, "v1/traces")))
            .WithMetrics(metrics => metrics.AddOtlpExporter((exporter, reader) =>
            {
                Point(exporter, options, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.MetricsInterval.TotalMilliseconds;
            }));
        return services.AddHostedService<ExportComplaints>();
    }

    private static void Point(OtlpExporterOptions exporter, TracingOptions options, string path)
    {
        exporter.Protocol = options.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Protocol == OtlpProtocol.Grpc ? new Uri(options.Endpoint!) : new Uri($"{options.Endpoint!.TrimEnd('/')}/{path}");
        exporter.Headers = options.Headers;
        // A collector that is away must not hold up the end of the daemon for long.
        exporter.TimeoutMilliseconds = 5000;
    }
}
