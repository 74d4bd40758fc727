using System.Diagnostics.Metrics;

namespace Aggregator.Storage;

/// <summary>How the writer does.</summary>
internal sealed class WriterMetrics
{
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _batchDuration;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _refused;

    public WriterMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Aggregator");
        _batchSize = meter.CreateHistogram("aggregator.write.batch.size", "{poll}", "Polls committed in one transaction",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500] });
        _batchDuration = meter.CreateHistogram("aggregator.write.batch.duration", "s", "Time of one transaction, fsync included",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] });
        _failures = meter.CreateCounter<long>("aggregator.write.failures", "{poll}", "Polls that could not be stored");
        _refused = meter.CreateCounter<long>("aggregator.write.refused", "{poll}", "Polls dropped because another daemon has taken the host over");
    }

    public void Committed(int polls, TimeSpan duration)
    {
        _batchSize.Record(polls);
        _batchDuration.Record(duration.TotalSeconds);
    }

    public void Failed() => _failures.Add(1);

    public void Refused(int polls) => _refused.Add(polls);
}
