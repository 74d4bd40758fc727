using System.Net;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>What a running daemon tells over HTTP.</summary>
public sealed class EndpointTests
{
    private static readonly HttpClient Client = new();

    [Fact]
    public async Task Health_and_metrics_answer_while_the_daemon_polls()
    {
        await using var origin = await Origin.StartAsync(2);
        origin.Add(4, (number, host) => new(number, host, Validation.ETag, 5));
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        var endpoint = await process.EndpointAsync();
        foreach (var feed in origin.Feeds)
            await process.LineAsync(line => line.Contains(feed.Name, StringComparison.OrdinalIgnoreCase));

        foreach (var path in new[] { "health/live", "health/ready" })
        {
            using var answer = await Client.GetAsync(new Uri(endpoint, path), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }

        var metrics = await Client.GetStringAsync(new Uri(endpoint, "metrics"), TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE ", metrics, StringComparison.Ordinal);
        Assert.Contains("poll", metrics, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("feed-0", metrics, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Health_shows_which_feeds_are_not_verified_as_usual()
    {
        using var workspace = new Workspace();
        workspace.WriteText(
            "feeds.yaml",
            "feeds:\n  - url: https://127.0.0.2:1/feed?token=T0K3N\n    tls: {allowInvalid: true}\n  - url: https://127.0.0.2:1/verified\n");
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        var endpoint = await process.EndpointAsync();

        using var answer = await Client.GetAsync(new Uri(endpoint, "health/ready"), TestContext.Current.CancellationToken);
        var health = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("not verified as usual for 1 feeds: https://127.0.0.2:1/feed?token=***", health, StringComparison.Ordinal);
        Assert.DoesNotContain("T0K3N", health, StringComparison.Ordinal);
    }
}
