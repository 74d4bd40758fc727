using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.Pages.Jobs;

internal static class JobsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPage("/jobs", context => PageAnswer.WriteAsync<JobTablePage, IReadOnlyList<JobLine>>(
        context, "Jobs", context.RequestServices.GetRequiredService<JobTableReader>().Read(PageAnswer.Describe(context).Now)));
}
