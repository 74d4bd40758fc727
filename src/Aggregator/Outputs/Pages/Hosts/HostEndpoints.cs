using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.Hosts;

internal static class HostEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/hosts", context => PageAnswer.WriteAsync<HostTablePage, HostTableModel>(
            context, "Hosts", context.RequestServices.GetRequiredService<HostTableReader>().Read(PageAnswer.Describe(context))));
        routes.MapPage("/hosts/{host}", context =>
        {
            var host = (string)context.Request.RouteValues["host"]!;
            return context.RequestServices.GetRequiredService<HostTableReader>().Read(host, PageAnswer.Describe(context)) is { } model
                ? PageAnswer.WriteAsync<HostPage, HostModel>(context, model.Host.Name, model)
                : PageAnswer.NotFoundAsync(context, "host of this name that a listed feed is on");
        });
        routes.MapForm("/hosts/act", (context, form) =>
        {
            context.RequestServices.GetRequiredService<HostForms>().Act(context, form);
            return Task.CompletedTask;
        });
    }
}
