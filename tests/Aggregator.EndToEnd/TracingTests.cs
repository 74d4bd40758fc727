using System.Globalization;
using System.Net;
using System.Text.Json;
using Aggregator.EndToEnd.Collectors;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.EndToEnd;

/// <summary>What a collector of OpenTelemetry hears of a running daemon.</summary>
public sealed class TracingTests
{
    private readonly Journal<IHeaderDictionary> _asked = new();

    [Fact]
    public async Task A_poll_is_a_trace_from_claim_to_commit_and_a_delivery_one_too()
    {
        await using var collector = await OtlpReceiver.StartAsync(grpc: false);
        await using var site = await StartSiteAsync();
        using var workspace = NewWorkspace(collector);
        workspace.Environment["AGGREGATOR_Webhooks__Endpoints"] = $"name=archive url={site.Urls.First()}/hook?key=sesame secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw start=beginning";
        var host = new Uri(site.Urls.First());
        workspace.WriteText("feeds.yaml", $"feeds:\n  - url: http://localhost:{host.Port}/old?token=sesame\n  - url: {site.Urls.First()}/missing\n");
        workspace.Environment["AGGREGATOR_Logging__Format"] = "json";
        string log;
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run"))
        {
            await _asked.FirstAsync(headers => headers.ContainsKey("webhook-id"), Deadline.In(60));
            await daemon.LineAsync(line => line.Contains("404 Not Found", StringComparison.Ordinal));
            daemon.Terminate();
            Assert.Equal(0, await daemon.ExitAsync());
            log = daemon.Text;
        }

        var spans = collector.Spans.Snapshot();
        Assert.Equal("aggregator", collector.Resource["service.name"]);
        Assert.DoesNotContain(spans, span => span.ToString().Contains("sesame", StringComparison.Ordinal) || span.Attributes.Values.Concat(span.Events.SelectMany(e => e.Attributes.Values)).Any(value => value.Contains("sesame", StringComparison.Ordinal)));

        var poll = Assert.Single(spans, span => span.Name == "poll" && !span.IsError);
        Assert.Equal("", poll.Parent);
        Assert.Equal(("1", $"http://localhost:{host.Port}/old?token=***", "localhost", "Changed", "1", "200"), (
            poll.Attributes["aggregator.feed.id"], poll.Attributes["aggregator.feed.url"], poll.Attributes["server.address"], poll.Attributes["aggregator.poll.outcome"],
            poll.Attributes["aggregator.articles.new"], poll.Attributes["http.response.status_code"]));
        var parts = spans.Where(span => span.Trace == poll.Trace && span.Parent == poll.Id).OrderBy(span => span.Start).ToList();
        Assert.Equal(["wait for turn", "fetch", "parse", "normalise", "commit", "identify"], parts.Select(span => span.Name));
        Assert.All(parts, part => Assert.True(part.Start >= poll.Start && part.End <= poll.End && part.End >= part.Start, part.Name));

        var fetch = parts[1];
        var redirect = Assert.Single(fetch.Events);
        Assert.Equal(("redirect", "302", $"{site.Urls.First()}/feed.xml?key=***"), (redirect.Name, redirect.Attributes["http.response.status_code"], redirect.Attributes["url.full"]));
        var requests = spans.Where(span => span.Trace == poll.Trace && span.Parent == fetch.Id).OrderBy(span => span.Start).ToList();
        Assert.Equal(["GET", "GET"], requests.Select(span => span.Name));
        Assert.All(requests, request => Assert.Equal((3, "GET", host.Port.ToString(CultureInfo.InvariantCulture), "http", "1.1"), (
            request.Kind, request.Attributes["http.request.method"], request.Attributes["server.port"], request.Attributes["url.scheme"], request.Attributes["network.protocol.version"])));
        Assert.Equal(["302", "200"], requests.Select(request => request.Attributes["http.response.status_code"]));
        Assert.Equal(["localhost", "127.0.0.1"], requests.Select(request => request.Attributes["server.address"]));
        Assert.Equal("1", requests[1].Attributes["http.request.resend_count"]);
        var opening = spans.Where(span => span.Parent == requests[0].Id).OrderBy(span => span.Start).ToList();
        Assert.Equal(["dns lookup", "connect"], opening.Select(span => span.Name).Distinct());
        Assert.Equal(("localhost", "127.0.0.1"), (opening[0].Attributes["dns.question.name"], opening[^1].Attributes["network.peer.address"]));

        var commit = Assert.Single(parts, part => part.Name == "commit");
        var transaction = Assert.Single(spans, span => commit.Links.Contains((span.Trace, span.Id)));
        Assert.Equal(("transaction", "sqlite", ""), (transaction.Name, transaction.Attributes["db.system.name"], transaction.Parent));
        Assert.NotEqual(poll.Trace, transaction.Trace);

        var failed = Assert.Single(spans, span => span.Name == "poll" && span.IsError);
        Assert.Equal(("NotFound", "Failed", "404"), (failed.Attributes["error.type"], failed.Attributes["aggregator.poll.outcome"], failed.Attributes["http.response.status_code"]));
        Assert.Equal("404", Assert.Single(spans, span => span.Trace == failed.Trace && span.Name == "GET").Attributes["error.type"]);

        var delivery = spans.First(span => span.Name == "webhook");
        var call = Assert.Single(spans, span => span.Parent == delivery.Id);
        Assert.Equal(("archive", "POST", "200"), (delivery.Attributes["aggregator.webhook.name"], call.Name, call.Attributes["http.response.status_code"]));

        Assert.All(_asked.Snapshot(), headers => Assert.DoesNotContain(headers.Keys, name => name is "traceparent" or "tracestate" or "baggage" or "Request-Id"));
        Assert.Contains("aggregator.polls", collector.Metrics.Snapshot());
        Assert.All(collector.Calls.Snapshot(), headers => Assert.Equal("sesame", headers["x-key"]));

        var line = log.Split('\n').First(text => text.Contains("404 Not Found", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        Assert.Contains(json.RootElement.GetProperty("Scopes").EnumerateArray(), scope => scope.TryGetProperty("TraceId", out var id) && id.GetString() == failed.Trace);
    }

    [Fact]
    public async Task Over_grpc_the_same_arrives()
    {
        await using var collector = await OtlpReceiver.StartAsync(grpc: true);
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.ETag, 1));
        using var workspace = NewWorkspace(collector);
        workspace.Environment["AGGREGATOR_Tracing__Protocol"] = "grpc";
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run"))
        {
            await daemon.LineAsync(line => line.Contains("Started", StringComparison.Ordinal));
            await daemon.LineAsync(line => line.Contains("1 new of 1 entries", StringComparison.Ordinal));
            daemon.Terminate();
            Assert.Equal(0, await daemon.ExitAsync());
        }
        Assert.Contains(collector.Spans.Snapshot(), span => span.Name == "poll");
        Assert.Contains("aggregator.polls", collector.Metrics.Snapshot());
        Assert.All(collector.Calls.Snapshot(), headers => Assert.Equal("sesame", headers["x-key"]));
    }

    [Fact]
    public async Task With_nothing_sampled_no_span_is_sent_and_metrics_are()
    {
        await using var collector = await OtlpReceiver.StartAsync(grpc: false);
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.ETag, 1));
        using var workspace = NewWorkspace(collector);
        workspace.Environment["AGGREGATOR_Tracing__SampledPercent"] = "0";
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run"))
        {
            await daemon.LineAsync(line => line.Contains("Started", StringComparison.Ordinal));
            await daemon.LineAsync(line => line.Contains("1 new of 1 entries", StringComparison.Ordinal));
            daemon.Terminate();
            Assert.Equal(0, await daemon.ExitAsync());
        }
        Assert.Empty(collector.Spans.Snapshot());
        Assert.Contains("aggregator.polls", collector.Metrics.Snapshot());
    }

    [Fact]
    public async Task A_collector_that_is_away_is_told_of_in_the_log_and_holds_nothing_up()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.ETag, 1));
        using var workspace = new Workspace();
        workspace.Environment["AGGREGATOR_Tracing__Endpoint"] = "http://127.0.0.1:1";
        workspace.Environment["AGGREGATOR_Tracing__MetricsInterval"] = "1s";
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        await using var daemon = AggregatorProcess.StartIn(workspace, "run");
        await daemon.LineAsync(line => line.Contains("1 new of 1 entries", StringComparison.Ordinal));
        await daemon.LineAsync(line => line.Contains("do not arrive at http://127.0.0.1:1", StringComparison.Ordinal));
        daemon.Terminate();
        Assert.Equal(0, await daemon.ExitAsync());
    }

    [Fact]
    public async Task Polls_of_a_single_round_are_traced_too()
    {
        await using var collector = await OtlpReceiver.StartAsync(grpc: false);
        await using var origin = await Origin.StartAsync(1);
        origin.Add(3, (number, host) => new(number, host, Validation.ETag, 1));
        using var workspace = NewWorkspace(collector);
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "poll", "--all")).ExitCode);
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "poll", "--all")).ExitCode);
        var polls = collector.Spans.Snapshot().Where(span => span.Name == "poll").ToList();
        Assert.Equal(6, polls.Select(poll => poll.Trace).Distinct().Count());
        Assert.Equal(3, polls.Count(poll => poll.Attributes["aggregator.poll.outcome"] == "NotModified"));
        var unchanged = polls.First(poll => poll.Attributes["aggregator.poll.outcome"] == "NotModified");
        Assert.Equal(["wait for turn", "fetch", "commit"], collector.Spans.Snapshot().Where(span => span.Parent == unchanged.Id).OrderBy(span => span.Start).Select(span => span.Name));
        Assert.Contains("aggregator.polls", collector.Metrics.Snapshot());
    }

    private static Workspace NewWorkspace(OtlpReceiver collector)
    {
        var workspace = new Workspace();
        workspace.Environment["AGGREGATOR_Tracing__Endpoint"] = collector.Url;
        var secret = Path.Combine(workspace.Root, "otlp.headers");
        File.WriteAllText(secret, "x-key=sesame,tenant=news\n");
        workspace.Environment["AGGREGATOR_Tracing__Headers_FILE"] = secret;
        return workspace;
    }

    /// <summary>A feed behind a redirect to another name of the same machine, a page that is not there, and a receiver of webhooks.</summary>
    private async Task<WebApplication> StartSiteAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/old":
                    context.Response.StatusCode = 302;
                    context.Response.Headers.Location = $"{app.Urls.First()}/feed.xml?key=sesame";
                    break;
                case "/feed.xml":
                    await context.Response.WriteAsync("<rss version=\"2.0\"><channel><title>Lights</title><item><guid>1</guid><title>The lamp turns</title></item></channel></rss>", context.RequestAborted);
                    break;
                case "/hook":
                    break;
                default:
                    context.Response.StatusCode = 404;
                    break;
            }
            _asked.Add(new HeaderDictionary(context.Request.Headers.ToDictionary()));
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
