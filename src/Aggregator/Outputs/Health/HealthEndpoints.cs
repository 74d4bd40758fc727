using Aggregator.Outputs.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Health;

/// <summary><c>/health/live</c> says whether to restart the process, <c>/health/ready</c> whether it does its work and if not, why.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (HealthReader health) =>
            Results.Text(health.IsAlive() ? "alive\n" : "the scheduler stands still\n", statusCode: health.IsAlive() ? 200 : 503)).IsOpen();
        routes.MapGet("/health/ready", (HealthReader health) =>
        {
            var report = health.Read();
            return Results.Json(report, HealthJson.Default.HealthReport, statusCode: report.Ready ? 200 : 503);
        }).IsOpen();
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<HealthReader>();
}
