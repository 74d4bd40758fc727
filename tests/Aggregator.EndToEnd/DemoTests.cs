using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>The first thing that a new user runs.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_well_and_finds_no_duplicates()
    {
        using var workspace = new Workspace();
        workspace.Environment.Clear();
        await using var process = AggregatorProcess.Start(workspace, "demo", "--for", "20s");
        Assert.True(await process.ExitAsync() == 0, process.Text);
        Assert.Contains("no duplicates", process.Text, StringComparison.OrdinalIgnoreCase);
    }
}
