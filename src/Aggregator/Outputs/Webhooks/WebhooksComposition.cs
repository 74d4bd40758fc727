using Aggregator.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Webhooks;

internal static class WebhooksComposition
{
    public static IServiceCollection Add(IServiceCollection services, Settings settings) => services
        .AddSingleton(settings.Webhooks)
        .AddSingleton<WebhookMetrics>()
        .AddSingleton<WebhookBatches>()
        .AddSingleton<WebhookCaller>()
        .AddSingleton<DeliveryRule>()
        .AddSingleton<WebhookCourier>()
        .AddHostedService<WebhookWorker>();
}
