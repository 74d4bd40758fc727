using System.Globalization;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Stories;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.Stories;

internal static class StoryEndpoints
{
    public const int Shown = 100;
    private const int Day = 24;
    private const int Longest = 168;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/stories", context =>
        {
            var here = PageAnswer.Describe(context);
            var hours = int.TryParse(here.Text("hours"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Longest ? number : Day;
            var stories = context.RequestServices.GetRequiredService<StoryStore>().Largest(here.Now.AddHours(-hours), Shown);
            return PageAnswer.WriteAsync<StoryTablePage, StoryTableModel>(context, "Stories", new StoryTableModel(hours, stories));
        });
        routes.MapPage("/stories/{id:long:min(1)}", context =>
        {
            var id = long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
            return context.RequestServices.GetRequiredService<StoryPages>().Find(id) is { } story
                ? PageAnswer.WriteAsync<StoryPage, StorySummary>(context, story.Title ?? $"Story {id}", story)
                : PageAnswer.NotFoundAsync(context, $"story {id}: it was never there, or became part of another");
        });
    }
}
