using System.Globalization;
using System.Text.Json;
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
    public async Task What_cannot_be_simulated_is_said_with_its_place()
    {
        using var workspace = new Workspace();
        var traces = Directory.CreateDirectory(Path.Combine(workspace.Root, "traces")).FullName;
        await Refused("holds no traces", "--traces", traces);
        await File.WriteAllTextAsync(Path.Combine(traces, "a_b.txt"), "1700000000\nsoon\n", TestContext.Current.CancellationToken);
        await Refused("a_b.txt:2: \"soon\"", "--traces", traces);
        await Refused("--traces DIR or --catalog");
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
