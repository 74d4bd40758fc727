using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>The process dies without warning, again and again, and nothing is lost or doubled.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Feeds = 200;
    private const int KillsPerStore = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task R01_A_cold_poll_killed_four_times_ends_with_the_articles_of_an_undisturbed_one(int seed)
    {
        await using var origin = await Origin.StartAsync(16);
        origin.Add(Feeds, (number, host) => new(number, host, (Validation)(number / 16 % 3), 20));
        using var undisturbed = NewWorkspace(origin);
        using var disturbed = NewWorkspace(origin);
        await PollAsync(undisturbed);

        var random = new Random(seed);
        for (var kill = 1; kill <= KillsPerStore; kill++)
            await KillAtRandomAsync(disturbed, origin, random, $"seed {seed}, kill {kill}");
        await PollAsync(disturbed);

        using var expected = new Database(undisturbed);
        using var actual = new Database(disturbed);
        Assert.Equal("ok", actual.Integrity);
        Assert.Equal(origin.Feeds.SelectMany(feed => feed.Titles).Order(StringComparer.Ordinal), expected.Titles);
        Assert.Equal(expected.Titles, actual.Titles);
        Assert.Equal(expected.Sources, actual.Sources);
    }

    private static Workspace NewWorkspace(Origin origin)
    {
        var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        return workspace;
    }

    private static async Task PollAsync(Workspace workspace)
    {
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        Assert.True(exitCode == 0, text);
    }

    private async Task KillAtRandomAsync(Workspace workspace, Origin origin, Random random, string name)
    {
        var before = origin.Requests.Snapshot().Count;
        var requests = random.Next(1, Feeds + 1);
        var more = TimeSpan.FromMilliseconds(random.Next(0, 40));
        await using var process = AggregatorProcess.StartIn(workspace, "poll", "--all");
        await origin.Requests.CountAsync(before + requests, Deadline.In(60));
        // Not to wait for anything: writing lags behind fetching, and the kill is to hit every part of it.
        await Task.Delay(more, TimeProvider.System, TestContext.Current.CancellationToken);
        var ran = process.IsRunning;
        if (ran)
            await process.KillAsync();
        output.WriteLine($"{name}: {(ran ? "killed" : "it had ended")} {more.TotalMilliseconds} ms after request {requests} of {Feeds}");
    }
}
