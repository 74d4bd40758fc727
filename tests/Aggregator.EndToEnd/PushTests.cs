using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aggregator.EndToEnd.Collectors;
using Aggregator.EndToEnd.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.EndToEnd;

/// <summary>The daemon between a hub that pushes and pages that have the whole text.</summary>
public sealed class PushTests
{
    private const string Paragraph =
        "<p>The harbour was quiet that morning, and those who had come to see the ships leave stood about in small groups, talking of the weather and of prices.</p>";

    private readonly Journal<Dictionary<string, string>> _asked = new();
    private readonly Journal<string> _pages = new();

    [Fact]
    public async Task A_daemon_subscribes_takes_pushes_and_fetches_the_pages_of_what_came()
    {
        await using var site = await StartAsync();
        await using var collector = await OtlpReceiver.StartAsync(grpc: false);
        var home = site.Urls.First();
        using var workspace = new Workspace();
        var port = FreePort();
        workspace.Environment["AGGREGATOR_Http__Urls"] = $"http://127.0.0.1:{port}";
        workspace.Environment["AGGREGATOR_WebSub__PublicUrl"] = $"http://127.0.0.1:{port}";
        workspace.Environment["AGGREGATOR_Tracing__Endpoint"] = collector.Url;
        workspace.WriteText("feeds.yaml", $"feeds:\n  - url: {home}/feed\n    fullText: true\n");
        await using var daemon = AggregatorProcess.StartIn(workspace, "run");

        var asked = await _asked.FirstAsync(_ => true, Deadline.In(90));
        using var client = new HttpClient();
        var callback = asked["hub.callback"];
        var echoed = await client.GetStringAsync(
            new Uri($"{callback}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(asked["hub.topic"])}&hub.challenge=abc&hub.lease_seconds=3600"), TestContext.Current.CancellationToken);
        Assert.Equal("abc", echoed);

        var body = Encoding.UTF8.GetBytes(Feed(home, "pushed"));
        using var push = new HttpRequestMessage(HttpMethod.Post, callback) { Content = new ByteArrayContent(body) };
        push.Headers.TryAddWithoutValidation("X-Hub-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(asked["hub.secret"]), body)));
        using var response = await client.SendAsync(push, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);

        await daemon.LineAsync(line => line.Contains("Harbour News: 1 new of 1 entries", StringComparison.Ordinal));
        await _pages.CountAsync(2, Deadline.In(60));
        daemon.Terminate();
        Assert.Equal(0, await daemon.ExitAsync());
        Assert.Equal(["/first", "/pushed"], _pages.Snapshot().Order(StringComparer.Ordinal));
        var (_, explained) = await AggregatorProcess.RunAsync(workspace, "explain", home + "/feed");
        Assert.Contains("hub", explained, StringComparison.Ordinal);

        var spans = collector.Spans.Snapshot();
        var taken = Assert.Single(spans, span => span.Name == "push");
        Assert.Equal(("", "1"), (taken.Parent, taken.Attributes["aggregator.articles.new"]));
        Assert.Equal(["parse", "normalise", "commit", "identify"], spans.Where(span => span.Parent == taken.Id).OrderBy(span => span.Start).Select(span => span.Name));
        var subscription = spans.First(span => span.Name == "subscribe");
        Assert.Equal("202", Assert.Single(spans, span => span.Parent == subscription.Id).Attributes["http.response.status_code"]);
        Assert.DoesNotContain(spans, span => span.Attributes.Values.Any(value => value.Contains(asked["hub.secret"], StringComparison.Ordinal) || value.Contains(new Uri(callback).Segments[^1], StringComparison.Ordinal)));
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            var home = app.Urls.First();
            switch (context.Request.Path.Value)
            {
                case "/feed":
                    await context.Response.WriteAsync(Feed(home, "first"));
                    break;
                case "/hub":
                    var form = await context.Request.ReadFormAsync();
                    context.Response.StatusCode = 202;
                    await context.Response.CompleteAsync();
                    _asked.Add(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
                    break;
                default:
                    context.Response.ContentType = "text/html";
                    await context.Response.WriteAsync($"<html><body><article><h1>T</h1><p>Advertisement:</p>{Paragraph}{Paragraph}</article></body></html>");
                    _pages.Add(context.Request.Path);
                    break;
            }
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static string Feed(string home, string entry) => $"""
        <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:h</id><title>Harbour News</title><updated>2026-03-01T12:00:00Z</updated><link rel="hub" href="{home}/hub"/>
        <entry><id>urn:{entry}</id><title>{entry}</title><link href="{home}/{entry}"/><updated>2026-03-01T12:00:00Z</updated><summary>In short.</summary></entry></feed>
        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
