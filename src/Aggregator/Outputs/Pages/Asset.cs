using System.Security.Cryptography;
using Aggregator.Outputs.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aggregator.Outputs.Pages;

/// <summary>A file that pages load. Its address holds a hash of what is in it, so that browsers keep it for good and never mix versions.</summary>
internal sealed class Asset
{
    public static readonly Asset Style = new("pages.css", "text/css; charset=utf-8");
    public static readonly Asset Script = new("pages.js", "text/javascript; charset=utf-8");
    public static readonly Asset Icon = new("icon.svg", "image/svg+xml");

    private readonly byte[] _content;
    private readonly string _type;

    private Asset(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"Aggregator.Outputs.Pages.Assets.{name}")!;
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _type = type;
        Path = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 8))}/{name}";
    }

    public string Path { get; }

    /// <summary>Open: the same for everybody who has the program.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in (ReadOnlySpan<Asset>)[Style, Script, Icon])
            routes.MapMethods(asset.Path, [HttpMethods.Get, HttpMethods.Head], asset.WriteAsync).IsOpen();
    }

    private Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = _type;
        response.ContentLength = _content.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(_content, 0, _content.Length, context.RequestAborted);
    }
}
