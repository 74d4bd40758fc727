using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.FeedTable;

internal static class FeedTableEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/feeds", context =>
        {
            var model = context.RequestServices.GetRequiredService<FeedTableReader>().Read(PageAnswer.Describe(context));
            return PageAnswer.WriteAsync<FeedTablePage, FeedTableModel>(context, "Feeds", model);
        });
        OneFeed.FeedEndpoint.Map(routes);
        routes.MapForm("/feeds/act", (context, form) =>
        {
            context.RequestServices.GetRequiredService<FeedTableForms>().Act(context, form);
            return Task.CompletedTask;
        });
    }
}
