using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Is everything all right, asked of the built program, beside a daemon and without one.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task The_exit_code_says_whether_something_needs_a_human_and_the_lines_say_what()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(3, (number, host) => new(number, host, Validation.ETag, 2));
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        Assert.Equal(1, (await AggregatorProcess.RunAsync(workspace, "status", "--once")).ExitCode);

        await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "status", "--once");
        Assert.True(code == 0, text);
        Assert.StartsWith("All right ", text, StringComparison.Ordinal);
        Assert.Contains("none runs", text, StringComparison.Ordinal);
        Assert.Contains("6 new in the last 24 h", text, StringComparison.Ordinal);

        using (var database = new Database(workspace))
            database.Execute("UPDATE feeds SET gone_at = 1, failures = 2 WHERE id = 2");
        (code, text) = await AggregatorProcess.RunAsync(workspace, "status", "--format", "json");
        Assert.True(code == 2, text);
        using var json = JsonDocument.Parse(text);
        Assert.Equal("1 thing needs a human", json.RootElement.GetProperty("headline").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("needsHuman")[0].GetProperty("feed").GetInt32());

        workspace.WriteText("feeds.yaml", "feeds: nonsense\n");
        (code, text) = await AggregatorProcess.RunAsync(workspace, "status");
        Assert.True(code == 2 && text.Contains("feeds.yaml:1:", StringComparison.Ordinal) && text.Contains("aggregator check", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Beside_a_daemon_it_names_it_and_feeds_are_paused_resumed_and_polled_by_command()
    {
        await using var origin = await Origin.StartAsync(2);
        origin.Add(4, (number, host) => new(number, host, Validation.ETag, 2));
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        await using var daemon = AggregatorProcess.StartIn(workspace, "run");
        await daemon.LineAsync(line => line.Contains("Started", StringComparison.Ordinal));

        var (code, text) = await AggregatorProcess.RunAsync(workspace, "status", "--once");
        Assert.True(code == 0 && text.Contains($"process {daemon.Id}", StringComparison.Ordinal), text);

        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "feeds", "pause", "1")).ExitCode);
        (_, text) = await AggregatorProcess.RunAsync(workspace, "feeds", "--health", "paused", "--format", "json");
        using (var paused = JsonDocument.Parse(text))
            Assert.Equal([1], paused.RootElement.EnumerateArray().Select(feed => feed.GetProperty("id").GetInt32()));
        (code, text) = await AggregatorProcess.RunAsync(workspace, "feeds", "poll", "1");
        Assert.True(code == 1 && text.Contains("is paused and not polled", StringComparison.Ordinal), text);

        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "hosts", "resume", origin.Hosts[0])).ExitCode);
        foreach (var feed in origin.Feeds)
            feed.Publish();
        foreach (var host in origin.Hosts)
            Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "hosts", "poll", host)).ExitCode);
        foreach (var feed in origin.Feeds)
            await daemon.LineAsync(line => line.Contains(feed.Name, StringComparison.OrdinalIgnoreCase) && line.Contains("1 new of", StringComparison.Ordinal));

        // A number means a feed's number, never a part of a URL.
        (code, text) = await AggregatorProcess.RunAsync(workspace, "feeds", "pause", "127");
        Assert.True(code == 1 && text.Contains("no feed is called '127'", StringComparison.Ordinal), text);
    }
}
