using System.Diagnostics.CodeAnalysis;
using Aggregator.Outputs.Access;
using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aggregator.Outputs.Pages;

/// <summary>How pages and their forms are mapped. Plain request delegates: nothing of them is compiled when the daemon starts.</summary>
internal static class PageRoutes
{
    public static void MapPage(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, RequestDelegate answer) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer).Needs(KeyScope.Read).WithDisplayName($"page {pattern}");

    /// <summary>A form that does something, sent by one of our own pages. It ends with <see cref="SeeOther"/>, so that going back repeats nothing.</summary>
    public static void MapForm(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Func<HttpContext, IFormCollection, Task> act) =>
        routes.MapPost(pattern, async context =>
        {
            if (SentForm.Refusal(context.Request) is { } refusal)
            {
                await Problem.WriteAsync(context.Response, StatusCodes.Status403Forbidden, refusal).ConfigureAwait(false);
                return;
            }
            if (!context.Request.HasFormContentType)
            {
                await Problem.WriteAsync(context.Response, StatusCodes.Status415UnsupportedMediaType, "Send a form.").ConfigureAwait(false);
                return;
            }
            var form = await context.Request.ReadFormAsync(SentForm.Limits, context.RequestAborted).ConfigureAwait(false);
            await act(context, form).ConfigureAwait(false);
        }).Needs(KeyScope.Write).WithDisplayName($"form {pattern}");

    /// <param name="response">Not begun yet.</param>
    /// <param name="place">A path of ours, never what a request named.</param>
    public static void SeeOther(this HttpResponse response, string place)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = place;
    }
}
