using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.EndToEnd.Origins;

/// <summary>
/// Publishers on loopback: several hosts that serve scripted feeds and keep a journal of every request. Each host is an address of its own
/// (127.0.0.2 and on); where only 127.0.0.1 exists, as on macOS, it is a port of its own.
/// </summary>
internal sealed class Origin : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<string, OriginFeed> _feeds = [];
    private readonly ConcurrentDictionary<string, int> _underWay = [];

    private Origin(WebApplication app) => _app = app;

    /// <summary>Address and port of each host.</summary>
    public IReadOnlyList<string> Hosts { get; private set; } = [];

    public IReadOnlyCollection<OriginFeed> Feeds => _feeds.Values;

    public Journal<OriginRequest> Requests { get; } = new();

    public static async Task<Origin> StartAsync(int hosts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            for (var host = 0; host < hosts; host++)
                kestrel.Listen(OperatingSystem.IsLinux() ? new IPAddress([127, 0, 0, (byte)(host + 2)]) : IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        var origin = new Origin(app);
        app.Run(origin.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        origin.Hosts = [.. app.Urls.Select(address => new Uri(address).Authority)];
        return origin;
    }

    /// <summary>Adds a feed for each number, host by host in turn.</summary>
    public void Add(int count, Func<int, string, OriginFeed> script)
    {
        for (var number = 0; number < count; number++)
        {
            var feed = script(number, Hosts[number % Hosts.Count]);
            _feeds.Add(feed.Host + feed.Path, feed);
        }
    }

    /// <summary>One more entry in each feed.</summary>
    public void Publish()
    {
        foreach (var feed in _feeds.Values)
            feed.Publish();
    }

    /// <summary>Time on the origin's clock, to set beside <see cref="OriginRequest.At"/>.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_started);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var host = $"{context.Connection.LocalIpAddress}:{context.Connection.LocalPort}";
        var underWay = _underWay.AddOrUpdate(host, 1, (_, count) => count + 1);
        var left = false;
        try
        {
            var feed = _feeds.GetValueOrDefault(host + context.Request.Path);
            var status = feed is null ? 404 : IsKnown(context.Request, feed) ? 304 : feed.Status;
            Requests.Add(new(Now, host, context.Request.Path + context.Request.QueryString, new HeaderDictionary(context.Request.Headers.ToDictionary()), underWay, status));
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
            if (feed is not null && feed.Delay > TimeSpan.Zero)
                await Task.Delay(feed.Delay, TimeProvider.System, gone.Token);
            context.Response.StatusCode = status;
            if (feed is null || status == 304)
                return;

            var body = status == 200 ? feed.Write() : "<p>No feed today.</p>"u8.ToArray();
            Describe(context.Response, feed, status, body.Length);
            if (feed.Hangs)
            {
                await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), gone.Token);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone.Token);
            }

            // Before the last byte: the client may be back before this method goes on, and would be counted twice.
            Leave(host);
            left = true;
            await context.Response.Body.WriteAsync(body, gone.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            if (!left)
                Leave(host);
        }
    }

    private void Leave(string host) => _underWay.AddOrUpdate(host, 0, (_, count) => count - 1);

    private static bool IsKnown(HttpRequest request, OriginFeed feed) =>
        (feed.ETag is not null && request.Headers.IfNoneMatch == feed.ETag)
        || (feed.LastModified is not null && request.Headers.IfModifiedSince == feed.LastModified);

    private static void Describe(HttpResponse response, OriginFeed feed, int status, int length)
    {
        response.ContentLength = length;
        response.ContentType = status == 200 ? "application/rss+xml; charset=utf-8" : "text/html";
        if (status != 200)
            return;
        if (feed.ETag is not null)
            response.Headers.ETag = feed.ETag;
        if (feed.LastModified is not null)
            response.Headers.LastModified = feed.LastModified;
    }
}
