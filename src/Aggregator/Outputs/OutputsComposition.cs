using Aggregator.Configuration;
using Aggregator.Outputs.Access;
using Aggregator.Outputs.Events;
using Aggregator.Outputs.Feeds;
using Aggregator.Outputs.FullText;
using Aggregator.Outputs.GoogleReader;
using Aggregator.Outputs.Health;
using Aggregator.Outputs.Metrics;
using Aggregator.Outputs.OpenApi;
using Aggregator.Outputs.Pages;
using Aggregator.Outputs.Rest;
using Aggregator.Outputs.Stream;
using Aggregator.Outputs.Tracing;
using Aggregator.Outputs.Webhooks;
using Aggregator.Outputs.WebSub;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs;

internal static class OutputsComposition
{
    public static IServiceCollection AddOutputs(this IServiceCollection services, Settings settings)
    {
        AccessComposition.Add(services, settings.Http);
        HealthEndpoints.Add(services);
        EventsComposition.Add(services);
        WebhooksComposition.Add(services, settings);
        FullTextComposition.Add(services, settings);
        WebSubEndpoints.Add(services, settings);
        RestComposition.Add(services);
        StreamEndpoint.Add(services);
        MergedFeedEndpoints.Add(services, settings);
        ReaderEndpoints.Add(services);
        OpenApiComposition.Add(services);
        PagesComposition.Add(services);
        TracingComposition.Add(services.AddSingleton(settings.Tracing), settings.Tracing);
        return MetricsEndpoint.Add(services);
    }

    public static void MapOutputs(this WebApplication app)
    {
        RestComposition.Use(app);
        // First and unconditionally: what is mapped below is closed unless it says otherwise.
        AccessComposition.Use(app);
        HealthEndpoints.Map(app);
        WebSubEndpoints.Map(app);
        RestEndpoints.Map(app);
        StreamEndpoint.Map(app);
        MergedFeedEndpoints.Map(app);
        ReaderEndpoints.Map(app);
        OpenApiComposition.Map(app);
        PagesComposition.Map(app);
        MetricsEndpoint.Map(app);
    }
}
