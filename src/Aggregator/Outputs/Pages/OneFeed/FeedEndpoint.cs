using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.OneFeed;

internal static class FeedEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/feeds/{id:long:min(1)}", AnswerAsync);

    private static Task AnswerAsync(HttpContext context)
    {
        var id = long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
        return context.RequestServices.GetRequiredService<FeedReader>().Read(id, PageAnswer.Describe(context)) is { } model
            ? PageAnswer.WriteAsync<FeedPage, FeedModel>(context, model.Name, model)
            : PageAnswer.NotFoundAsync(context, $"feed {id}");
    }
}
