using System.Globalization;
using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Schedules that are tried before they run.</summary>
public sealed class SimulateTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("fixed")]
    [InlineData("miniflux")]
    public async Task Traces_are_polled_under_a_simulated_clock_beside_the_fixed_interval(string policy)
    {
        using var workspace = new Workspace();
        var traces = Directory.CreateDirectory(Path.Combine(workspace.Root, "traces")).FullName;
        for (var feed = 0; feed < 3; feed++)
        {
            // A hundred days, two articles each morning.
            var times = Enumerable.Range(0, 200).Select(i => 1_750_000_000 + (feed * 3_000) + (i / 2 * 86_400) + (i % 2 * 1_800));
            await File.WriteAllLinesAsync(
                Path.Combine(traces, $"host{feed}_feed.txt"), times.Select(t => t.ToString(CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken);
        }
        var (exitCode, text) = await AggregatorProcess.RunAsync(
            workspace, "simulate", "--traces", traces, "--policy", policy, "--polls-per-day", "6", "--min-interval", "5m", "--format", "json");
        Assert.True(exitCode == 0, text);
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        Assert.Equal((policy, 3), (root.GetProperty("schedule").GetString(), root.GetProperty("feeds").GetInt32()));
        Assert.Equal(root.GetProperty("articles").GetInt32(), root.GetProperty("fixed").GetProperty("articles").GetInt32());
        Assert.Equal(3, root.GetProperty("hosts").GetArrayLength());
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "simulate", "--traces", traces, "--policy", policy)).ExitCode);
    }

    [Fact]
    public async Task Edited_lists_are_compared_with_those_in_force_by_host_and_hour()
    {
        await using var origin = await Origin.StartAsync(2);
        origin.Add(4, (number, host) => new(number, host, Validation.ETag, 5));
        var urls = origin.Feeds.Select(feed => feed.Url).ToList();
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", string.Join('\n', ["defaults: {interval: 30m}", "feeds:", .. urls.Take(3).Select(url => $"  - {url}")]));
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "poll", "--all")).ExitCode);
        using (var database = new Database(workspace))
            database.Execute($"UPDATE articles SET published_at = {DateTimeOffset.UtcNow.AddDays(-3).ToUnixTimeMilliseconds()} + 3600000 * (id % 48)");
        // One feed is dropped, one polled six times as often, one is new; the third stays.
        workspace.WriteText("feeds.yaml", $"defaults: {{interval: 30m}}\nfeeds:\n  - url: {urls[0]}\n    interval: 5m\n  - {urls[1]}\n  - {urls[3]}\n");
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "simulate", "--catalog", "--days", "2", "--plan", "--format", "json");
        Assert.True(exitCode == 0, text);
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        Assert.Equal(("as listed", 3), (root.GetProperty("schedule").GetString(), root.GetProperty("feeds").GetInt32()));
        Assert.Equal((1, 3), (root.GetProperty("planned").GetProperty("newFeeds").GetInt32(), root.GetProperty("planned").GetProperty("feeds").GetInt32()));
        var all = root.GetProperty("allHosts");
        // Waits are spread by the feeds' addresses, whose ports differ from run to run.
        Assert.Equal(6, all.GetProperty("pollsAnHour").GetDouble(), 0.5);
        Assert.Equal(16, all.GetProperty("planned").GetProperty("pollsAnHour").GetDouble(), 0.5);
        Assert.All(root.GetProperty("hosts").EnumerateArray(), host => Assert.Equal(24, host.GetProperty("planned").GetProperty("pollsByHourUtc").GetArrayLength()));
        var sums = root.GetProperty("hosts").EnumerateArray().Sum(host => host.GetProperty("pollsByHourUtc")[7].GetDouble());
        Assert.Equal(all.GetProperty("pollsByHourUtc")[7].GetDouble(), sums, 0.01);

        (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "simulate", "--catalog", "--plan");
        Assert.True(exitCode == 0 && text.Contains("edited lists", StringComparison.Ordinal) && text.Contains("Polls in the hour (UTC)", StringComparison.Ordinal), text);
        Assert.Contains("1 new in the lists", text, StringComparison.Ordinal);
        workspace.WriteText("feeds.yaml", "feeds: []\n");
        (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "simulate", "--catalog", "--plan");
        Assert.True(exitCode == 1 && text.Contains("hold no feeds", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task What_cannot_be_simulated_is_said_with_its_place()
    {
        using var workspace = new Workspace();
        var traces = Directory.CreateDirectory(Path.Combine(workspace.Root, "traces")).FullName;
        await Refused("holds no traces", "--traces", traces);
        await File.WriteAllTextAsync(Path.Combine(traces, "a_b.txt"), "1700000000\nsoon\n", TestContext.Current.CancellationToken);
        await Refused("a_b.txt:2: \"soon\"", "--traces", traces);
        await Refused("--traces DIR or --catalog");
        await Refused("it needs --catalog", "--traces", traces, "--plan");
        await Refused("--delay must be", "--traces", traces, "--delay", "1m");
        await Refused("--delay must be", "--traces", traces, "--delay", "30m", "--polls-per-day", "3");
        await Refused("there is no database", "--catalog");
        await Refused("--min-interval must be", "--traces", traces, "--min-interval", "1s");

        async Task Refused(string expected, params string[] arguments)
        {
            var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, ["simulate", .. arguments]);
            Assert.Equal(1, exitCode);
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }
}
