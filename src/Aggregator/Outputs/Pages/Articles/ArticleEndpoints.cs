using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.Articles;

internal static class ArticleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/articles", context => PageAnswer.WriteAsync<ArticleTablePage, ArticleTableModel>(
            context, "Articles", context.RequestServices.GetRequiredService<ArticleReader>().Read(PageAnswer.Describe(context))));
        routes.MapPage("/articles/{id:long:min(1)}", context =>
        {
            var id = long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
            return context.RequestServices.GetRequiredService<ArticleReader>().Read(id, PageAnswer.Describe(context)) is { } model
                ? PageAnswer.WriteAsync<ArticlePage, ArticleModel>(context, model.Title, model)
                : PageAnswer.NotFoundAsync(context, $"article {id}: it was never there, was merged into another, or is no longer kept");
        });
        routes.MapForm("/articles/separate", (context, form) =>
        {
            context.RequestServices.GetRequiredService<ArticleForms>().Separate(context, form);
            return Task.CompletedTask;
        });
        routes.MapForm("/articles/split", (context, form) =>
        {
            context.RequestServices.GetRequiredService<ArticleForms>().Split(context, form);
            return Task.CompletedTask;
        });
    }
}
