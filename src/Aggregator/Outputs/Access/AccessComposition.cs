using Aggregator.Configuration;
using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Access;

internal static class AccessComposition
{
    public static IServiceCollection Add(IServiceCollection services, HttpOptions options)
    {
        if (WebOrigins.Of(options) is { Length: > 0 } origins)
        {
            services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .WithOrigins(origins).WithMethods("GET", "HEAD", "POST").WithHeaders("Authorization", "X-API-Key", "Content-Type", "If-None-Match", "Last-Event-ID")
                .WithExposedHeaders("ETag", "Link", "Retry-After")));
        }
        return services.AddSingleton(options)
            .AddSingleton<ApiKeyStore>()
            .AddSingleton<KeyRing>()
            .AddSingleton<FailureLimit>()
            .AddSingleton<ListenRule>()
            .AddSingleton<AccessGate>()
            .AddSingleton<AccessCheck>();
    }

    /// <summary>Before any endpoint runs, after it was chosen.</summary>
    public static void Use(WebApplication app)
    {
        // A preflight carries no key, so it is answered before keys are looked at.
        if (WebOrigins.Of(app.Services.GetRequiredService<HttpOptions>()).Length > 0)
            app.UseCors();
        var check = app.Services.GetRequiredService<AccessCheck>();
        app.Use(check.InvokeAsync);
    }
}
