using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages;

/// <summary>
/// The pages for people: rendered here, readable without scripts. Only the renderer of Razor components is used, none of what usually stands around it:
/// no sessions, cookies or circuits, and nothing is made before the first page is asked for.
/// </summary>
internal static class PagesComposition
{
    public static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<Overview.OwnAttention>()
        .AddSingleton<Overview.OverviewReader>()
        .AddSingleton<FeedTable.FeedTableReader>()
        .AddSingleton<FeedTable.FeedTableForms>()
        .AddSingleton<OneFeed.FeedReader>()
        .AddSingleton<Hosts.HostTableReader>()
        .AddSingleton<Hosts.HostForms>()
        .AddSingleton<Articles.ArticleReader>()
        .AddSingleton<Articles.ArticleForms>()
        .AddSingleton<Jobs.JobTableReader>()
        .AddSingleton<Lists.ListsReader>();

    public static void Map(WebApplication app)
    {
        Asset.Map(app);
        foreach (var entry in PageTable.Entries)
            entry.Map!(app);
        // Whoever mistypes an address sees where there is something; programs are told as everywhere.
        app.MapPage("/{page}", context => context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html")
            ? PageAnswer.NotFoundAsync(context, "page at this address")
            : Problem.WriteAsync(context.Response, StatusCodes.Status404NotFound, "There is nothing at this address."));
    }
}
