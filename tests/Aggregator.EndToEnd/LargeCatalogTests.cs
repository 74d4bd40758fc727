using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Ten thousand feeds are nothing special.</summary>
public sealed class LargeCatalogTests(ITestOutputHelper output)
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task Ten_thousand_feeds_are_polled_in_less_than_250_MB()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is read from /proc.");
        await using var origin = await Origin.StartAsync(50);
        origin.Add(10_000, (number, host) => new(number, host, Validation.ETag, 5));
        using var workspace = new Workspace();
        workspace.Environment["AGGREGATOR_Polling__SpreadPerSecond"] = "1000";
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));

        var started = origin.Now;
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        var first = await origin.Requests.FirstAsync(_ => true, Deadline.In(60));
        output.WriteLine($"from start to first request: {(first.At - started).TotalSeconds:F2} s");
        await process.LineAsync(line => line.Contains("feed-0", StringComparison.OrdinalIgnoreCase));

        await origin.Requests.CountAsync(2_000, Deadline.In(180));
        var (now, peak) = (process.WorkingSet, process.PeakWorkingSet);
        output.WriteLine($"working set after 2,000 polls: {now / Megabyte} MB, at most {peak / Megabyte} MB");
        Assert.InRange(now, Megabyte, 250 * Megabyte);
    }
}
