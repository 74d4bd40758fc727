using System.Diagnostics.Metrics;
using Aggregator.Outputs.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Aggregator.Tests.Outputs.Metrics;

public sealed class MetersTests
{
    [Fact]
    public void What_two_ways_out_share_is_counted_once()
    {
        var sums = Export(services => Meters.Add(Meters.Add(services)), meter => meter.CreateCounter<long>("aggregator.test.shared").Add(3));
        Assert.Equal([("", 3)], sums);
    }

    [Fact]
    public void Series_beyond_the_limit_are_counted_together_and_none_is_lost()
    {
        var sums = Export(Count("aggregator.test.many", 1_000));
        Assert.InRange(sums.Count, 150, 202);
        Assert.Equal(1_000, sums.Sum(s => s.Value));
        Assert.Contains(sums, s => s.Name == "otel.metric.overflow=True");
    }

    [Fact]
    public void Each_webhook_has_its_own_series()
    {
        var sums = Export(Count("aggregator.webhook.test", 1_000));
        Assert.Equal(1_000, sums.Count);
    }

    private static Action<Meter> Count(string instrument, int series) => meter =>
    {
        var counter = meter.CreateCounter<long>(instrument);
        for (var i = 0; i < series; i++)
            counter.Add(1, new KeyValuePair<string, object?>("name", i));
    };

    private static List<(string Name, long Value)> Export(Action<Meter> measure) => Export(services => Meters.Add(services), measure);

    private static List<(string Name, long Value)> Export(Action<IServiceCollection> compose, Action<Meter> measure)
    {
        var services = new ServiceCollection().AddMetrics();
        compose(services);
        var sums = new Sums();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddReader(new BaseExportingMetricReader(sums)));
        using var provider = services.BuildServiceProvider();
        var meters = provider.GetRequiredService<MeterProvider>();
        measure(provider.GetRequiredService<IMeterFactory>().Create("Aggregator"));
        meters.ForceFlush();
        // A copy: what is left when the meters have gone is exported once more.
        return [.. sums.Seen];
    }

    /// <summary>Remembers the sums of the instruments above: a provider hears the meters of all tests that run beside it.</summary>
    private sealed class Sums : BaseExporter<Metric>
    {
        public List<(string Name, long Value)> Seen { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            Seen.Clear();
            foreach (var metric in batch)
            {
                if (!metric.Name.Contains("test", StringComparison.Ordinal))
                    continue;
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    var name = "";
                    foreach (var tag in point.Tags)
                        name = $"{tag.Key}={tag.Value}";
                    Seen.Add((name, point.GetSumLong()));
                }
            }
            return ExportResult.Success;
        }
    }
}
