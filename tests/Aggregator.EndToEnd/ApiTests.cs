using System.Net.Http.Json;
using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>The API of a running daemon, as its clients see it.</summary>
public sealed class ApiTests
{
    private static readonly HttpClient Client = new();

    [Fact(Timeout = 120_000)]
    public async Task A_listener_hears_of_what_a_poll_that_was_asked_for_brings_and_the_daemon_still_stops_at_once()
    {
        var deadline = TestContext.Current.CancellationToken;
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.ETag, 2));
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        await using var process = AggregatorProcess.StartIn(workspace, "run", "--Polling:FeedDelay=0s");
        var api = new Uri(await process.EndpointAsync(), "api/v1/");

        var first = await Client.GetFromJsonAsync<JsonElement>(new Uri(api, "changes?wait=30s"), deadline);
        Assert.Equal("created", first.GetProperty("changes")[0].GetProperty("kind").GetString());
        using var stream = new StreamReader(await Client.GetStreamAsync(new Uri(api, "stream?after=2"), deadline));
        origin.Publish();
        using var asked = await Client.PostAsync(new Uri(api, "feeds/1/poll"), null, deadline);
        Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync(deadline));
        string? line;
        do
            line = await stream.ReadLineAsync(deadline);
        while (line is not null && !line.StartsWith("id: ", StringComparison.Ordinal));
        Assert.Equal("id: 3", line);

        var articles = await Client.GetFromJsonAsync<JsonElement>(new Uri(api, "articles?feed=1&fields=title"), deadline);
        Assert.Equal(origin.Feeds.Single().Titles.Order(StringComparer.Ordinal), articles.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("title").GetString()!).Order(StringComparer.Ordinal));
        // An open stream does not hold it up.
        process.Terminate();
        Assert.Equal(0, await process.ExitAsync(20));
    }
}
