using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.Lists;

internal static class ListsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/lists", context => PageAnswer.WriteAsync<ListsPage, ListsModel>(
        context, "Lists", context.RequestServices.GetRequiredService<ListsReader>().Read(PageAnswer.Describe(context).Now)));
}
