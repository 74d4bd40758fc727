using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Rules before and after they are in force.</summary>
public sealed class RulesTests
{
    [Fact]
    public async Task Rules_are_tried_on_stored_articles_and_tag_new_ones()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.None, 2));
        var feed = origin.Feeds.Single();
        var titles = feed.Titles.ToList();
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", $"feeds:\n  - url: {feed.Url}\n");
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "poll", "--all")).ExitCode);

        workspace.WriteText("feeds.yaml", $"feeds:\n  - url: {feed.Url}\n    drop: [{{title: '{titles[0]}'}}]\n    tag: {{chosen: {{not: {{title: '{titles[0]}'}}}}}}\n");
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "rules", "--dry-run");
        Assert.True(code == 0 && text.Contains("Of 2 articles, 1 would have been dropped and 1 tagged otherwise.", StringComparison.Ordinal), text);
        Assert.Contains("+chosen", text, StringComparison.Ordinal);
        (code, text) = await AggregatorProcess.RunAsync(workspace, "rules");
        Assert.True(code == 0 && text.Contains("2 rules.", StringComparison.Ordinal), text);

        origin.Publish();
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "poll", "--all")).ExitCode);
        (_, text) = await AggregatorProcess.RunAsync(workspace, "articles", "--tag", "chosen", "--format", "jsonl");
        Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(feed.Titles.Last(), text, StringComparison.Ordinal);
    }
}
