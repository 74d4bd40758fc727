using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Fetching;

namespace Aggregator.Outputs.Webhooks;

/// <summary>Makes one signed call.</summary>
internal sealed class WebhookCaller(HttpCaller caller, WebhooksOptions options, TimeProvider time)
{
    public Task<CallOutcome> CallAsync(WebhookEndpoint endpoint, WebhookBatch batch, CancellationToken cancellation)
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
