using System.Diagnostics.Metrics;
using System.Globalization;

namespace Aggregator.Fetching;

/// <summary>Counts what comes over the wire. Labels are bounded: status class and protocol version, never a host or a feed.</summary>
internal sealed class FetchMetrics
{
    private readonly Counter<long> _responses;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;

    public FetchMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Aggregator");
        _responses = meter.CreateCounter<long>("aggregator_http_responses", null, "Answers of publishers, each redirect counted, by status class and protocol.");
        _bytes = meter.CreateCounter<long>("aggregator_http_received_bytes", null, "Bytes of bodies as received, before decompression.");
        _failures = meter.CreateCounter<long>("aggregator_http_failures", null, "Visits that brought neither a document nor a 304, by class and, where one was met, limit.");
        _duration = meter.CreateHistogram<double>("aggregator_http_visit_duration", "s", "Time of a visit from the first connect to the last byte.");
    }

    public void Answered(int status, Version version) => _responses.Add(
        1,
        new("class", status switch { < 200 => "1xx", < 300 => "2xx", < 400 => "3xx", < 500 => "4xx", < 600 => "5xx", _ => "other" }),
        new KeyValuePair<string, object?>("version", version.Major >= 2 ? version.Major.ToString(CultureInfo.InvariantCulture) : "1"));

    public void Completed(FetchOutcome outcome)
    {
        _bytes.Add(outcome.BytesReceived);
        _duration.Record(outcome.Duration.TotalSeconds);
        if (outcome is not FetchOutcome.Failed failed) return;
        var cause = new KeyValuePair<string, object?>("class", failed.Class.ToString());
        if (failed.Bound is { } bound) _failures.Add(1, cause, new KeyValuePair<string, object?>("bound", bound.ToString()));
        else _failures.Add(1, cause);
    }
}
