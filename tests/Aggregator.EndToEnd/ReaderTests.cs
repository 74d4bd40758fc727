using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>A feed reader that people use reads from the daemon.</summary>
public sealed class ReaderTests
{
    [Fact]
    public async Task Newsboat_lists_feeds_fetches_articles_and_finds_on_the_next_start_what_it_marked_as_read()
    {
        Assert.SkipUnless(Newsboat.IsInstalled, "newsboat is not installed.");
        await using var origin = await Origin.StartAsync(1);
        origin.Add(2, (number, host) => new(number, host, Validation.ETag, 3));
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        var (added, key) = await AggregatorProcess.RunAsync(workspace, "keys", "add", "ada", "--scope", "write");
        Assert.True(added == 0, key);

        await using (var daemon = AggregatorProcess.StartIn(workspace, "run"))
        {
            var reader = new Newsboat(Path.Combine(workspace.Root, "reader"), await daemon.EndpointAsync(), key.Trim());
            foreach (var feed in origin.Feeds)
                await daemon.LineAsync(line => line.Contains(feed.Name, StringComparison.Ordinal));
            Assert.Equal("6 unread articles", (await reader.ReloadAsync("first")).Trim());
            await reader.PressAsync("first", ("feed-00001", "\r"), ("Articles in feed", "\r"), ("Title:", "Q"));
            Assert.Equal("5 unread articles", (await reader.ReloadAsync("second")).Trim());
            daemon.Terminate();
            Assert.Equal(0, await daemon.ExitAsync());
        }

        await using (var daemon = AggregatorProcess.StartIn(workspace, "run"))
        {
            var reader = new Newsboat(Path.Combine(workspace.Root, "another-reader"), await daemon.EndpointAsync(), key.Trim());
            Assert.Equal("5 unread articles", (await reader.ReloadAsync("third")).Trim());
            Assert.DoesNotContain(key.Trim(), daemon.Text, StringComparison.Ordinal);
        }
    }
}
