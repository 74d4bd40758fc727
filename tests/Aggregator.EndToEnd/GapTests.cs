using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Articles that came and went between two visits.</summary>
public sealed class GapTests
{
    [Fact]
    public async Task What_a_short_document_no_longer_shows_is_read_from_older_pages()
    {
        var pages = new Dictionary<string, string> { ["/feed"] = Feed("/older", 1, 2, 3) };
        await using var site = await Site.StartAsync(pages);
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", [site.Url + "feed"]);
        workspace.Environment["AGGREGATOR_Polling__FeedDelay"] = "0s";
        await AggregatorProcess.RunAsync(workspace, "poll", "--all");

        pages["/feed"] = Feed("/older", 7, 8, 9);
        pages["/older"] = Feed("/oldest", 4, 5, 6);
        pages["/oldest"] = Feed("/nowhere", 1, 2, 3);
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        Assert.True(exitCode == 0 && text.Contains("6 new articles", StringComparison.Ordinal), text);
        using (var database = new Database(workspace))
            Assert.Equal(Enumerable.Range(1, 9).Select(n => $"News {n}"), database.Titles);

        (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "explain", site.Url + "feed", "--format", "json");
        Assert.True(exitCode == 0, text);
        using var json = JsonDocument.Parse(text);
        Assert.Contains("6 entries from 2 older pages", json.RootElement.GetProperty("polls")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        var gaps = json.RootElement.GetProperty("gaps");
        Assert.Equal((1, 1), (gaps.GetProperty("found").GetInt32(), gaps.GetProperty("closed").GetInt32()));
        Assert.Equal("healthy", json.RootElement.GetProperty("health").GetProperty("state").GetString());
    }

    private static string Feed(string next, params int[] numbers) =>
        $"<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><title>News</title><a:link rel=\"next\" href=\"{next}\"/>"
        + string.Concat(numbers.Reverse().Select(n => $"<item><guid isPermaLink=\"false\">{n}</guid><title>News {n}</title></item>"))
        + "</channel></rss>";
}
