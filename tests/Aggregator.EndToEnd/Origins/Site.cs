using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.EndToEnd.Origins;

/// <summary>A few fixed pages on loopback, by path; everything else is 404.</summary>
internal sealed class Site(WebApplication app) : IAsyncDisposable
{
    /// <summary>Its front page, with a slash at the end.</summary>
    public string Url { get; } = app.Urls.First() + "/";

    public static async Task<Site> StartAsync(Dictionary<string, string> pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            if (pages.TryGetValue(context.Request.Path, out var page))
                return context.Response.WriteAsync(page);
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Site(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
