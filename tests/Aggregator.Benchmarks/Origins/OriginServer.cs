using System.Globalization;
using System.IO.Compression;
using System.Net;
using Aggregator.Benchmarks.Corpora;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Benchmarks.Origins;

/// <summary>
/// The publishers: synthetic feeds on every loopback address, in a process of its own so that its cost is not the poller's. What it does is set by options at
/// its start, and by <c>/-/round</c> between two rounds. Ends when its standard input does.
/// </summary>
internal sealed class OriginServer(Arguments arguments)
{
    private readonly int _latency = arguments.Milliseconds("latency");
    private readonly int _gzip = arguments.Number("gzip", 0);
    private readonly int _validators = arguments.Number("validators", 100);
    private readonly int _failures = arguments.Number("failures", 0);
    private readonly int _entries = arguments.Number("entries", SyntheticFeed.Entries);
    private volatile int _generation;
    private volatile bool _isConditional = true;
    private long _requests, _notModified, _failed, _bytes, _firstAt;

    /// <summary>Spread by a fixed stride, so that options hold for RSS and Atom, and for every host, alike.</summary>
    public static bool IsAmong(int feed, int percent) => feed * 37L % 100 < percent;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, 0));
        var app = builder.Build();
        await using (app)
        {
            var origin = new OriginServer(arguments);
            app.Run(origin.AnswerAsync);
            await app.StartAsync();
            Console.WriteLine(new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port);
            await Console.In.ReadLineAsync();
            await app.StopAsync();
        }

        return 0;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == "/-/round")
            await StartRoundAsync(context);
        else if (path == "/-/look")
            await context.Response.WriteAsJsonAsync(new OriginCounts(_requests, _notModified, _failed, _bytes, _firstAt));
        else if (path.StartsWith("/feed/", StringComparison.Ordinal) && int.TryParse(path.AsSpan(6), CultureInfo.InvariantCulture, out var feed))
            await AnswerFeedAsync(context, feed);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    /// <summary>Answers with the counts of the round that ends.</summary>
    private Task StartRoundAsync(HttpContext context)
    {
        _generation = int.Parse(context.Request.Query["generation"]!, CultureInfo.InvariantCulture);
        _isConditional = bool.Parse(context.Request.Query["conditional"]!);
        var counts = new OriginCounts(
            Interlocked.Exchange(ref _requests, 0), Interlocked.Exchange(ref _notModified, 0), Interlocked.Exchange(ref _failed, 0), Interlocked.Exchange(ref _bytes, 0),
            Interlocked.Exchange(ref _firstAt, 0));
        return context.Response.WriteAsJsonAsync(counts);
    }

    private async Task AnswerFeedAsync(HttpContext context, int feed)
    {
        if (Interlocked.Increment(ref _requests) == 1)
            _firstAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        if (_latency > 0)
            await Task.Delay(_latency);
        var response = context.Response;
        if (IsAmong(feed, _failures))
        {
            Interlocked.Increment(ref _failed);
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{feed}-{_generation}\"");
        if (IsAmong(feed, _validators))
        {
            response.Headers.ETag = tag;
            if (_isConditional && context.Request.Headers.IfNoneMatch == tag)
            {
                Interlocked.Increment(ref _notModified);
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        var body = SyntheticFeed.Write(feed, _generation, _entries);
        if (IsAmong(feed, _gzip) && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            body = Compress(body);
            response.Headers.ContentEncoding = "gzip";
        }

        Interlocked.Add(ref _bytes, body.Length);
        response.ContentType = SyntheticFeed.ContentType(feed);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body);
        return compressed.ToArray();
    }
}
