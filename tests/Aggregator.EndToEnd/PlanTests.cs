using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Lists as code: what would change, and making it so.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task A_plan_is_shown_applied_and_then_empty()
    {
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", "feeds:\n  - url: https://one.example/feed?token=hunter2\n    title: One\n  - https://two.example/feed\n");
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "plan");
        Assert.Equal(2, code);
        Assert.Contains("feeds.yaml:2:5", text, StringComparison.Ordinal);
        Assert.Contains("Plan: 2 new", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace.Data, "aggregator.db")));

        (code, text) = await AggregatorProcess.RunAsync(workspace, "apply");
        Assert.True(code == 0, text);
        (code, text) = await AggregatorProcess.RunAsync(workspace, "plan");
        Assert.True(code == 0 && text.Contains("Nothing to do: 2 feeds", StringComparison.Ordinal), text);

        workspace.WriteText("feeds.yaml", "feeds:\n  - url: https://one.example/feed?token=hunter2\n    title: One\n    interval: 5m\n    auth: {bearer: hunter2}\n  - https://www.two.example/feed\n");
        (code, text) = await AggregatorProcess.RunAsync(workspace, "plan", "--format", "json");
        Assert.Equal(2, code);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        Assert.Equal(["changed", "moved"], json.RootElement.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("action").GetString()));
        var settings = json.RootElement.GetProperty("changes")[0].GetProperty("settings");
        Assert.Equal(("auth", "set"), (settings[0].GetProperty("setting").GetString(), settings[0].GetProperty("secret").GetString()));
        Assert.Equal(("interval", "5m"), (settings[1].GetProperty("setting").GetString(), settings[1].GetProperty("after").GetString()));
    }

    [Fact]
    public async Task Broken_lists_have_no_plan()
    {
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", "feeds:\n  - nowhere\n");
        Assert.Equal(1, (await AggregatorProcess.RunAsync(workspace, "plan")).ExitCode);
        Assert.Equal(1, (await AggregatorProcess.RunAsync(workspace, "apply")).ExitCode);
    }

    [Fact]
    public async Task Most_feeds_are_retired_only_when_asked_for()
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", Enumerable.Range(1, 4).Select(i => $"https://{i}.example/feed"));
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "apply")).ExitCode);
        workspace.WriteList("feeds.yaml", ["https://1.example/feed"]);
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "apply");
        Assert.True(code == 1 && text.Contains("aggregator apply --retire", StringComparison.Ordinal), text);
        (code, text) = await AggregatorProcess.RunAsync(workspace, "apply", "--retire");
        Assert.True(code == 0 && text.Contains("- https://4.example/feed", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task An_edited_url_brings_no_article_twice_and_a_running_daemon_takes_it_over_itself()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.None, 2));
        var feed = origin.Feeds.Single();
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", $"feeds:\n  - url: {feed.Url}\n");
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        Assert.True(code == 0, text);
        await using var daemon = AggregatorProcess.StartIn(workspace, "run");
        await daemon.LineAsync(line => line.Contains("Started", StringComparison.Ordinal));

        // The same document under another address: to us, another feed.
        workspace.WriteText("feeds.yaml", $"feeds:\n  - url: {feed.Url}?moved=1\n    replaces: {feed.Url}\n");
        await daemon.LineAsync(line => line.Contains("1 moved", StringComparison.Ordinal));
        (code, text) = await AggregatorProcess.RunAsync(workspace, "apply");
        Assert.True(code == 0 && text.Contains("Nothing to do", StringComparison.Ordinal), text);
        daemon.Terminate();
        await daemon.ExitAsync();
        (code, text) = await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        Assert.True(code == 0, text);
        using var database = new Database(workspace);
        Assert.Equal(feed.Titles.Order(StringComparer.Ordinal), database.Titles);
        Assert.Equal(2, database.Sources);
    }

    [Fact]
    public async Task What_polling_taught_is_proposed_and_written_into_the_lists()
    {
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", "feeds:\n  - https://old.example/feed # the news\n  - https://gone.example/feed\n");
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "apply")).ExitCode);
        using (var database = new Database(workspace))
            database.Execute("UPDATE feeds SET moved_to = 'https://new.example/feed' WHERE id = 1; UPDATE feeds SET gone_at = 1772323200000 WHERE id = 2");

        var (code, text) = await AggregatorProcess.RunAsync(workspace, "plan");
        Assert.True(code == 0 && text.Contains("redirects for good: url: https://new.example/feed  (feeds/feeds.yaml:2:5)", StringComparison.Ordinal), text);
        (_, text) = await AggregatorProcess.RunAsync(workspace, "plan", "--diff");
        Assert.Contains("\n-  - https://old.example/feed # the news\n+  - https://new.example/feed # the news\n", text, StringComparison.Ordinal);
        (code, text) = await AggregatorProcess.RunAsync(workspace, "plan", "--fix");
        Assert.True(code == 2 && text.Contains("edited feeds/feeds.yaml", StringComparison.Ordinal) && text.Contains("the old URL redirects there for good", StringComparison.Ordinal), text);
        Assert.Equal(
            "feeds:\n  - https://new.example/feed # the news\n  - url: https://gone.example/feed\n    enabled: false\n",
            await File.ReadAllTextAsync(Path.Combine(workspace.Config, "feeds", "feeds.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "apply")).ExitCode);
        (code, text) = await AggregatorProcess.RunAsync(workspace, "plan");
        Assert.True(code == 0 && !text.Contains('?', StringComparison.Ordinal), text);
    }
}
