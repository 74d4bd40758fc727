using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>discover and parse --explain, as somebody at a shell meets them.</summary>
public sealed class DiscoverTests
{
    [Fact]
    public async Task A_page_gives_an_entry_for_a_list_on_stdout_and_all_its_feeds_on_stderr()
    {
        await using var site = await Site.StartAsync(new()
        {
            ["/"] = "<!doctype html><html><link rel=alternate type=application/rss+xml href=/comments.xml><link rel=alternate type=application/atom+xml href=/atom.xml>",
            ["/comments.xml"] = "<rss version='2.0'><channel><title>Comments</title><item><title>1</title></item></channel></rss>",
            ["/atom.xml"] = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Said \"so\": news</title><entry><id>1</id><title>1</title></entry></feed>",
        });
        using var workspace = new Workspace();
        await using var process = AggregatorProcess.StartIn(workspace, "discover", site.Url, "--Polling:HostDelay=0s");
        Assert.Equal(0, await process.ExitAsync());
        Assert.Equal([$"  - url: {site.Url}atom.xml", "    title: \"Said \\\"so\\\": news\""], process.Output.Snapshot());
        Assert.Contains(process.Errors.Snapshot(), line => line.Contains("comments.xml", StringComparison.Ordinal));

        // What was printed is a list entry.
        workspace.WriteText("found.yaml", "feeds:\n" + string.Join('\n', process.Output.Snapshot()) + "\n");
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "check");
        Assert.True(exitCode == 0, text);
    }

    [Fact]
    public async Task A_page_without_feeds_ends_with_1_and_says_what_was_tried()
    {
        await using var site = await Site.StartAsync(new() { ["/"] = "<!doctype html><html><p>nothing here" });
        using var workspace = new Workspace();
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "discover", site.Url, "--Polling:HostDelay=0s");
        Assert.Equal(1, exitCode);
        Assert.Contains("no feed found", text, StringComparison.Ordinal);
        Assert.Contains($"{site.Url}feed: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_explains_what_was_wrong_with_a_document()
    {
        using var workspace = new Workspace();
        workspace.WriteText("broken.xml", "<rss version='2.0'><channel><title>A &nbsp; B</title><item><title>One</title><pubDate>soon</pubDate></item>");
        await using var process = AggregatorProcess.Start(workspace, "parse", "--explain", Path.Combine(workspace.Config, "feeds", "broken.xml"));
        Assert.Equal(0, await process.ExitAsync());
        Assert.All(["rss2.0", "EntityUndeclared", "DateUnreadable", "- soon", "TruncatedDocument", "entry 1"], word => Assert.Contains(word, process.Text, StringComparison.Ordinal));
    }
}
