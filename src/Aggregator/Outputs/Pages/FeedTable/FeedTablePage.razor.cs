using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.FeedTable;

public sealed partial class FeedTablePage
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/feeds", context =>
        {
            var model = context.RequestServices.GetRequiredService<FeedTableReader>().Read(PageAnswer.Describe(context));
            return PageAnswer.WriteAsync<FeedTablePage, FeedTableModel>(context, "Feeds", model);
        });
        OneFeed.FeedPage.Map(routes);
        routes.MapForm("/feeds/act", (context, form) =>
        {
            context.RequestServices.GetRequiredService<FeedTableForms>().Act(context, form);
            return Task.CompletedTask;
        });
    }
}
