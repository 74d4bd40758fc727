using System.Diagnostics.Tracing;
using System.Globalization;
using Aggregator.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Tracing;

/// <summary>The exporter loses what it cannot deliver and says so to nobody; here it is said in the log, once in a while.</summary>
internal sealed partial class ExportComplaints(TracingOptions options, TimeProvider time, ILogger<ExportComplaints> logger) : EventListener, IHostedService
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private DateTimeOffset _silentUntil;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-Exporter-OpenTelemetryProtocol")
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now < _silentUntil)
                return;
            _silentUntil = now + Silence;
        }
        var reason = string.Format(CultureInfo.InvariantCulture, eventData.Message ?? "", [.. eventData.Payload ?? []]);
        LogLost(Redactor.Url(options.Endpoint!), reason.Split('\n')[0].Trim(), Durations.Format(Silence));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traces and metrics do not arrive at {Endpoint} and are lost: {Reason} (said at most once in {Silence})")]
    private partial void LogLost(string endpoint, string reason, string silence);
}
