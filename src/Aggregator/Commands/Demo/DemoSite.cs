using System.Net;
using Aggregator.Fetching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Commands.Demo;

/// <summary>
/// A small publishing site on loopback. Its hosts are ports: politeness counts host and port, and not every machine has more than one
/// loopback address.
/// </summary>
internal sealed class DemoSite(TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<string, DemoLedger> _ledgers = DemoScript.Feeds.ToDictionary(f => f.Path, _ => new DemoLedger(), StringComparer.Ordinal);
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private WebApplication? _app;
    private string[] _hosts = [];

    public async Task StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "aggregator" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < DemoScript.Hosts; host++)
                kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellation).ConfigureAwait(false);
        _hosts = [.. _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses];
    }

    public string Url(DemoFeed feed) => _hosts[feed.Host] + feed.Path;

    public DemoLedger Ledger(DemoFeed feed) => _ledgers[feed.Path];

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (DemoScript.Feeds.FirstOrDefault(f => f.Path == context.Request.Path) is not { } feed)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var elapsed = time.GetUtcNow() - _start;
        var ledger = Ledger(feed);
        var status = feed.Status(elapsed);
        var entries = DemoPublisher.Entries(feed, elapsed, _start, ledger.Count);
        var document = feed.Write(feed, entries);
        var tag = $"\"{Hash128.Of(document.Body)}\"";
        if (status == StatusCodes.Status200OK && feed.Conditional && context.Request.Headers.IfNoneMatch == tag)
            status = StatusCodes.Status304NotModified;

        ledger.Answered(status);
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = "3";
        if (status is not (StatusCodes.Status200OK or StatusCodes.Status304NotModified))
            return;
        if (feed.Conditional)
            context.Response.Headers.ETag = tag;
        if (status == StatusCodes.Status304NotModified)
            return;
        ledger.Served(entries);
        context.Response.ContentType = document.ContentType;
        context.Response.ContentLength = document.Body.Length;
        await context.Response.Body.WriteAsync(document.Body, context.RequestAborted).ConfigureAwait(false);
    }
}
