using System.Text;
using Aggregator.Outputs.Access;
using Aggregator.Outputs.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aggregator.Outputs.OpenApi;

/// <summary>
/// <c>/api/v1/docs</c>: shows the OpenAPI document and lets people try each operation. Three files of our own, and a policy under which nothing else can
/// run or be loaded.
/// </summary>
internal static class ReferencePage
{
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Serve("/docs", "page.html", "text/html; charset=utf-8");
        Serve("/docs.js", "page.js", "text/javascript; charset=utf-8");
        Serve("/docs.css", "page.css", "text/css; charset=utf-8");

        void Serve(string path, string file, string type)
        {
            var text = Read(file);
            routes.MapMethods(RestEndpoints.Root + path, ["GET", "HEAD"], (HttpContext context) =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                context.Response.Headers.CacheControl = "no-cache";
                return Results.Text(text, type, Encoding.UTF8);
            }).IsOpen().ExcludeFromDescription();
        }
    }

    private static string Read(string file)
    {
        using var reader = new StreamReader(typeof(ReferencePage).Assembly.GetManifestResourceStream($"Aggregator.Outputs.OpenApi.{file}")!);
        return reader.ReadToEnd();
    }
}
