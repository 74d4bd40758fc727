using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aggregator.Outputs.Rest;

/// <summary>Everything under <c>/api/v1</c> that is read and done by requests.</summary>
internal static class RestEndpoints
{
    public const string Root = "/api/v1";
    private const string Kept = "Handlers are methods of this program, which is kept as a whole (TrimmerRootAssembly). They take numbers, texts and services, and write their answers themselves.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        FeedEndpoints.Map(api);
        ArticleEndpoints.Map(api);
        StoryEndpoints.Map(api);
        DirectoryEndpoints.Map(api);
        ChangeEndpoints.Map(api);
        LogEndpoints.Map(api);
        ActionEndpoints.Map(api);
    }

#pragma warning disable RDG002 // the generator sees no handlers here, only what callers pass: these endpoints are made when the program starts
    /// <summary>A read, and the same without its body (RFC 9110 §9.3.2).</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Kept)]
    public static RouteHandlerBuilder MapRead(
        this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, string name, string summary, Delegate handler, params ImmutableArray<QueryParameter> parameters)
    {
        QueryCheck.On(routes.MapMethods(pattern, [HttpMethods.Head], handler).ExcludeFromDescription(), parameters);
        return QueryCheck.On(routes.MapGet(pattern, handler).WithName(name).WithSummary(summary), parameters).ProducesProblems(StatusCodes.Status400BadRequest);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Kept)]
    public static RouteHandlerBuilder MapAction(
        this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, string name, string summary, Delegate handler) =>
        QueryCheck.On(routes.MapPost(pattern, handler).WithName(name).WithSummary(summary), []).ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
#pragma warning restore RDG002

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            endpoint.Produces<ProblemBody>(status, Problem.MediaType);
        return endpoint;
    }

    public static Task NotFoundAsync(HttpContext context, string what) => Problem.WriteAsync(context.Response, StatusCodes.Status404NotFound, $"There is no {what}.");
}
