using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Aggregator.EndToEnd.Collectors;

/// <summary>A collector of OpenTelemetry on loopback, by both protocols: keeps spans, names of metrics, and the headers of the calls.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const string GrpcPath = "/opentelemetry.proto.collector.";

    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public Journal<CollectedSpan> Spans { get; } = new();

    public Journal<string> Metrics { get; } = new();

    public Journal<IHeaderDictionary> Calls { get; } = new();

    /// <summary>Attributes of who sends.</summary>
    public IReadOnlyDictionary<string, string> Resource { get; private set; } = new Dictionary<string, string>();

    public static async Task<OtlpReceiver> StartAsync(bool grpc)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        var path = context.Request.Path.Value!;
        var isGrpc = path.StartsWith(GrpcPath, StringComparison.Ordinal);
        if (isGrpc)
            bytes = Frame(bytes);
        else if (context.Request.Headers.ContentEncoding == "gzip")
            bytes = Inflate(bytes);
        if (path is "/v1/traces" or $"{GrpcPath}trace.v1.TraceService/Export")
            TakeSpans(new ProtoMessage(bytes));
        else if (path is "/v1/metrics" or $"{GrpcPath}metrics.v1.MetricsService/Export")
            TakeMetrics(new ProtoMessage(bytes));
        else
            context.Response.StatusCode = 404;
        Calls.Add(new HeaderDictionary(context.Request.Headers.ToDictionary()));
        if (!isGrpc)
            return;
        // An empty answer: one frame of nothing, and the status behind it.
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private void TakeSpans(ProtoMessage request)
    {
        foreach (var resource in request.Messages(1))
        {
            Resource = CollectedSpan.Keys(resource.Messages(1).Single().Messages(1));
            foreach (var span in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
                Spans.Add(CollectedSpan.Read(span));
        }
    }

    private void TakeMetrics(ProtoMessage request)
    {
        foreach (var metric in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)))
            Metrics.Add(metric.Text(1));
    }

    /// <summary>One byte that says whether it is compressed, four of length.</summary>
    private static byte[] Frame(byte[] bytes)
    {
        var message = bytes.AsSpan(5, (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1))).ToArray();
        return bytes[0] == 0 ? message : Inflate(message);
    }

    private static byte[] Inflate(byte[] bytes)
    {
        using var whole = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(whole);
        return whole.ToArray();
    }
}
