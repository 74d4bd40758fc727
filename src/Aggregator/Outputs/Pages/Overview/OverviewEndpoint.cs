using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.Overview;

internal static class OverviewEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/", context =>
    {
        var model = context.RequestServices.GetRequiredService<OverviewReader>().Read(PageAnswer.Describe(context).Now);
        return PageAnswer.WriteAsync<OverviewPage, OverviewModel>(context, "Overview", model);
    });
}
