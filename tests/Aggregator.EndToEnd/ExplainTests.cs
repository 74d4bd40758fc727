using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Why a feed is polled when it is, as operators ask for it.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task A_part_of_the_url_is_enough_and_the_json_says_what_decided_and_what_came_of_the_last_polls()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(2, (number, host) => new(number, host, Validation.ETag, 3));
        var feed = origin.Feeds.First();
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(f => f.Url));
        await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        await AggregatorProcess.RunAsync(workspace, "poll", "--all");

        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "explain", feed.Name, "--format", "json");
        Assert.True(exitCode == 0, text);
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        Assert.Equal(feed.Url, root.GetProperty("url").GetString());
        Assert.Equal("Auto", root.GetProperty("next").GetProperty("reason").GetString());
        Assert.Equal("what the feed published so far, Polling:Freshness", Assert.Single(root.GetProperty("inputs").EnumerateArray(), i => i.GetProperty("decides").GetBoolean()).GetProperty("source").GetString());
        Assert.Equal(["NotModified", "Changed"], root.GetProperty("polls").EnumerateArray().Select(p => p.GetProperty("outcome").GetString()));
        Assert.Equal(feed.ETag, root.GetProperty("validators").GetProperty("etag").GetString());

        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "explain", feed.Name)).ExitCode);
        var (ambiguous, why) = await AggregatorProcess.RunAsync(workspace, "explain", "feed-");
        Assert.Equal(1, ambiguous);
        Assert.Contains("2 feeds", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_that_met_a_limit_says_which_with_a_code()
    {
        // The system takes the connection, and nobody ever answers it.
        using var silent = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        silent.Start();
        var url = $"http://{silent.LocalEndpoint}/feed";
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", [url]);
        workspace.Environment["AGGREGATOR_Fetching__FirstByteTimeout"] = "1s";
        await AggregatorProcess.RunAsync(workspace, "poll", "--all");

        var (_, text) = await AggregatorProcess.RunAsync(workspace, "explain", url, "--format", "json");
        using var json = JsonDocument.Parse(text);
        var poll = Assert.Single(json.RootElement.GetProperty("polls").EnumerateArray());
        Assert.Equal("FirstByteTime", poll.GetProperty("bound").GetString());
        Assert.Equal("Timeout", json.RootElement.GetProperty("failures").GetProperty("class").GetString());
        Assert.Equal("BackOff", json.RootElement.GetProperty("next").GetProperty("reason").GetString());
    }
}
