using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>The whole way of the data, three times over: everything new, nothing new, one new in each feed.</summary>
public sealed class RoundsTests
{
    private const int Feeds = 200;
    private const int Entries = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Three_rounds_store_each_article_once_and_ask_each_feed_once_a_round(int hostConcurrency)
    {
        await using var origin = await Origin.StartAsync(10);
        origin.Add(Feeds, (number, host) => new(number, host, (number / 10 % 4) switch { 0 => Validation.ETag, 1 => Validation.LastModified, _ => Validation.None }, Entries)
        {
            Delay = TimeSpan.FromMilliseconds(5),
        });
        using var workspace = new Workspace();
        workspace.Environment["AGGREGATOR_Polling__HostConcurrency"] = $"{hostConcurrency}";
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));

        await RoundAsync(workspace, origin, round: 1, notModified: 0, articles: Feeds * Entries);
        await RoundAsync(workspace, origin, round: 2, notModified: Feeds / 2, articles: Feeds * Entries);
        origin.Publish();
        await RoundAsync(workspace, origin, round: 3, notModified: 0, articles: Feeds * (Entries + 1));

        Assert.All(origin.Requests.Snapshot(), request => Assert.InRange(request.Concurrency, 1, hostConcurrency));
        using var database = new Database(workspace);
        Assert.Equal(origin.Feeds.SelectMany(feed => feed.Titles).Order(StringComparer.Ordinal), database.Titles);
        Assert.Equal("ok", database.Integrity);
    }

    private static async Task RoundAsync(Workspace workspace, Origin origin, int round, int notModified, int articles)
    {
        var before = origin.Requests.Snapshot().Count;
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        Assert.True(exitCode == 0, text);

        var requests = origin.Requests.Snapshot().Skip(before).ToList();
        Assert.Equal(origin.Feeds.Select(feed => feed.Url).Order(StringComparer.Ordinal), requests.Select(request => $"http://{request.Host}{request.Path}").Order(StringComparer.Ordinal));
        Assert.Equal((Feeds - notModified, notModified), (requests.Count(request => request.Status == 200), requests.Count(request => request.Status == 304)));

        using var database = new Database(workspace);
        Assert.Equal((articles, articles, round * Feeds), (database.Articles, database.Sources, database.Polls));
    }
}
