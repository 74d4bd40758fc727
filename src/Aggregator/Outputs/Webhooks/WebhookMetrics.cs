using System.Diagnostics.Metrics;

namespace Aggregator.Outputs.Webhooks;

/// <summary>Calls to receivers, by the receiver's name: as many as operators wrote.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> _calls;
    private readonly Counter<long> _changes;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Aggregator");
        _calls = meter.CreateCounter<long>("aggregator.webhook.calls", "{call}", "Calls to webhooks");
        _changes = meter.CreateCounter<long>("aggregator.webhook.changes", "{change}", "Changes that webhooks took");
    }

    public void Taken(string name, int changes)
    {
        Count(name, "taken");
        _changes.Add(changes, new KeyValuePair<string, object?>("webhook", name));
    }

    public void NotTaken(string name) => Count(name, "not_taken");

    private void Count(string name, string result) =>
        _calls.Add(1, new KeyValuePair<string, object?>("webhook", name), new KeyValuePair<string, object?>("result", result));
}
