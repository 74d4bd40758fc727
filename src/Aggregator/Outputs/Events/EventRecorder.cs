using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Events;

/// <summary>Hands what is logged to the ring: what the log would show, and no more than it.</summary>
[ProviderAlias("Events")]
internal sealed class EventRecorder(EventRing ring, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new EventLogger(ring, time, Short(categoryName));

    public void Dispose()
    {
    }

    private static string Short(string category) => category.StartsWith("Aggregator.", StringComparison.Ordinal) ? category["Aggregator.".Length..] : category;
}
