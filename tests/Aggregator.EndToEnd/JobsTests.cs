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
    public async Task Backups_are_made_by_their_dates_and_the_oldest_go()
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        var folder = Directory.CreateDirectory(Path.Combine(workspace.Data, "copies")).FullName;
        string[] others = [Path.Combine(folder, "aggregator-mine.db"), Path.Combine(folder, "notes.txt")];
        foreach (var other in others.Append(Path.Combine(folder, "aggregator-20200101T000000Z.db")))
            await File.WriteAllTextAsync(other, "old", TestContext.Current.CancellationToken);
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run", "--Jobs:Backup=* * * * * ?", "--Jobs:BackupFolder=copies", "--Jobs:BackupsKept=2"))
        {
            // Each line carries its second.
            HashSet<string> seen = [];
            for (var done = 0; done < 3; done++)
                await daemon.LineAsync(line => line.Contains("Job backup is done", StringComparison.Ordinal) && seen.Add(line));
            daemon.Terminate();
            await daemon.ExitAsync();
        }
        var kept = Directory.GetFiles(folder).Except(others).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain(kept, file => file.Contains("2020", StringComparison.Ordinal));
        Assert.All(others, other => Assert.True(File.Exists(other), other));
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "restore", kept[^1]);
        Assert.True(code == 0, text);
    }

    [Fact]
    public async Task Backups_that_fail_are_told_and_delete_nothing()
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        var file = Path.Combine(workspace.Root, "file");
        await File.WriteAllTextAsync(file, "no folder", TestContext.Current.CancellationToken);
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run", "--Jobs:Backup=* * * * * ?", $"--Jobs:BackupFolder={file}"))
        {
            await daemon.LineAsync(line => line.Contains("Job backup failed", StringComparison.Ordinal));
            daemon.Terminate();
            await daemon.ExitAsync();
        }
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "jobs", "--format", "json");
        using var json = JsonDocument.Parse(text);
        var failure = json.RootElement.EnumerateArray().Single(job => job.GetProperty("name").GetString() == "backup").GetProperty("lastFailure").GetString();
        Assert.True(code == 0 && failure!.Contains(file, StringComparison.Ordinal), text);
        (code, text) = await AggregatorProcess.RunAsync(
            workspace, "check", "--Jobs:Backup=* * * * * ?", "--Storage:Provider=postgres", "--Storage:ConnectionString=postgres://nobody@127.0.0.1:1/none");
        Assert.True(code == 1 && text.Contains("pg_dump", StringComparison.Ordinal), text);
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
