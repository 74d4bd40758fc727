using System.Diagnostics.CodeAnalysis;
using Aggregator.Outputs.Access;
using Aggregator.Outputs.Rest;
using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Pages;

/// <summary>
/// Renders one page to HTML and sends it. Components get their model by cascade, which unlike a parameter may be a type of this program alone.
/// </summary>
internal static class PageAnswer
{
    /// <summary>Scripts, styles and calls from here and nowhere else; nothing inline; forms to us only.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <typeparam name="TPage">The component, which has <c>[CascadingParameter] internal TModel Model</c>.</typeparam>
    /// <typeparam name="TModel">What it shows: read before it is rendered, so rendering does no I/O.</typeparam>
    public static async Task WriteAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage, TModel>(HttpContext context, string title, TModel model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var services = context.RequestServices;
        using var text = new PooledText(64 * 1024);
        var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await using (renderer.ConfigureAwait(false))
        {
            var parameters = Parameters<TPage, TModel>(title, model, Describe(context));
            // Not ConfigureAwait: the renderer's own dispatcher has to stay.
            await renderer.Dispatcher.InvokeAsync(async () =>
            {
                var root = await renderer.RenderComponentAsync<CascadingValue<PageContext>>(parameters);
                using var writer = new Utf8Writer(text);
                root.WriteHtmlTo(writer);
            }).ConfigureAwait(false);
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        // Without it, browsers would not say where a form comes from.
        response.Headers["Referrer-Policy"] = "same-origin";
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(text.Written, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>404, as a page.</summary>
    /// <param name="context">Not answered yet.</param>
    /// <param name="what">A feed, an article: with its number.</param>
    public static Task NotFoundAsync(HttpContext context, string what) =>
        WriteAsync<MissingPage, MissingThing>(context, "Not found", new MissingThing(what), StatusCodes.Status404NotFound);

    public static PageContext Describe(HttpContext context) => new(
        context.Request.Path, context.Request.Query, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), Caller.Of(context) is { Scope: KeyScope.Write });

    private static ParameterView Parameters<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage, TModel>(string title, TModel model, PageContext here)
        where TPage : IComponent
    {
        RenderFragment page = builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.CloseComponent();
        };
        RenderFragment body = builder =>
        {
            builder.OpenComponent<CascadingValue<TModel>>(0);
            builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), model);
            builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
            builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), page);
            builder.CloseComponent();
        };
        RenderFragment frame = builder =>
        {
            builder.OpenComponent<PageFrame>(0);
            builder.AddComponentParameter(1, nameof(PageFrame.Title), title);
            builder.AddComponentParameter(2, nameof(PageFrame.Body), body);
            builder.CloseComponent();
        };
        return ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(CascadingValue<>.Value)] = here,
            [nameof(CascadingValue<>.IsFixed)] = true,
            [nameof(CascadingValue<>.ChildContent)] = frame,
        });
    }
}
