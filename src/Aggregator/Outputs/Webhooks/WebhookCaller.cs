using System.Diagnostics;
using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Fetching;

namespace Aggregator.Outputs.Webhooks;

/// <summary>Makes one signed call.</summary>
internal sealed class WebhookCaller(HttpCaller caller, WebhooksOptions options, TimeProvider time)
{
    public async Task<CallOutcome> CallAsync(WebhookEndpoint endpoint, WebhookBatch batch, CancellationToken cancellation)
    {
        using var span = Spans.Any("webhook", ActivityKind.Producer);
        span?.SetTag("aggregator.webhook.name", endpoint.Name).SetTag("aggregator.webhook.batch", batch.Id).SetTag("aggregator.changes", batch.Count)
            .SetTag("aggregator.changes.first", batch.First).SetTag("aggregator.changes.last", batch.Last);
        var outcome = await PostAsync(endpoint, batch, cancellation).ConfigureAwait(false);
        CallSpan.End(span, outcome);
        return outcome;
    }

    private Task<CallOutcome> PostAsync(WebhookEndpoint endpoint, WebhookBatch batch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return caller.PostAsync(
            new HttpCall(new Uri(endpoint.Url), batch.Body, "application/json")
            {
                Timeout = options.Timeout,
                Headers =
                [
                    ("webhook-id", batch.Id),
                    ("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                    ("webhook-signature", WebhookSignature.Of(endpoint.Keys, batch.Id, now, batch.Body.Span)),
                ],
            },
            cancellation);
    }
}
