using System.Text.Json;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>The daemon's calendar.</summary>
public sealed class JobsTests
{
    [Fact]
    public async Task Jobs_run_by_their_dates_and_are_remembered()
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run", "--Jobs:Optimize=* * * * * ?"))
        {
            await daemon.LineAsync(line => line.Contains("Job optimize is done", StringComparison.Ordinal));
            daemon.Terminate();
            await daemon.ExitAsync();
        }

        var (code, text) = await AggregatorProcess.RunAsync(workspace, "jobs", "--format", "json");
        Assert.True(code == 0, text);
        using var json = JsonDocument.Parse(text);
        var job = json.RootElement.EnumerateArray().Single(job => job.GetProperty("name").GetString() == "optimize");
        Assert.Equal(JsonValueKind.String, job.GetProperty("lastRunAt").ValueKind);
        Assert.True(job.GetProperty("nextRunAt").GetDateTimeOffset() > job.GetProperty("lastRunAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_date_that_cannot_be_is_refused_with_its_place()
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        await File.WriteAllTextAsync(Path.Combine(workspace.Config, "appsettings.json"), "{\n  \"Jobs\": { \"Optimize\": \"now and then\" }\n}\n", TestContext.Current.CancellationToken);
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "check");
        Assert.True(code == 1 && text.Contains("appsettings.json:2:", StringComparison.Ordinal) && text.Contains("now and then", StringComparison.Ordinal), text);
    }
}
