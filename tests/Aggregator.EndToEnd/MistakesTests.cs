using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>What operators get wrong, and what they are told.</summary>
public sealed class MistakesTests
{
    [Fact]
    public async Task Check_names_every_mistake_of_every_list_with_its_place()
    {
        using var workspace = new Workspace();
        workspace.WriteText("first.yaml", "feeds:\n  - url: not a url\n  - url: https://one.example/feed\n    intervall: 5m\n");
        workspace.WriteText("second.yaml", "feeds:\n  - url: https://two.example/feed\n    schedule: now and then\n  - url: https://three.example/feed\n  - url: https://three.example/feed\n");
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "check");
        Assert.Equal(1, exitCode);
        Assert.Contains("first.yaml:2:", text, StringComparison.Ordinal);
        Assert.Contains("first.yaml:4:", text, StringComparison.Ordinal);
        Assert.Contains("intervall", text, StringComparison.Ordinal);
        Assert.Contains("second.yaml:3:", text, StringComparison.Ordinal);
        Assert.Contains("second.yaml:5:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_that_refuses_the_lists_has_made_and_migrated_no_database()
    {
        using var workspace = new Workspace();
        workspace.WriteText("first.yaml", "feeds:\n  - url: not a url\n");
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        Assert.Equal(1, await process.ExitAsync());
        Assert.Contains("first.yaml:2:", string.Join('\n', process.Errors.Snapshot()), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(workspace.Data, "aggregator.db*"));
    }

    [Fact]
    public async Task Check_of_good_lists_ends_with_0()
    {
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", "feeds:\n  - url: https://one.example/feed\n    interval: 5m\n");
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "check");
        Assert.True(exitCode == 0, text);
    }

    [Fact]
    public async Task Check_lists_every_exception_from_verifying_certificates_without_its_secrets()
    {
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", "feeds:\n  - https://one.example/feed\n  - url: https://two.example/feed?token=T0K3N\n    tls: {allowInvalid: true}\n");
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "check");
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.True(exitCode == 0, text);
        Assert.Contains("two.example/feed?token=***", plain, StringComparison.Ordinal);
        Assert.Contains("any certificate is accepted", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("one.example", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("T0K3N", plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AGGREGATOR_Polling__HostDelayy", "1s", "HostDelayy", "HostDelay")]
    [InlineData("AGGREGATOR_Polling__HostDelay", "soon", "soon", "HostDelay")]
    [InlineData("AGGREGATOR_Polling__Concurrency", "0", "1024", "Concurrency")]
    public async Task A_setting_that_cannot_be_is_refused_with_name_value_and_remedy(string name, string value, params string[] told)
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        workspace.Environment[name] = value;
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        Assert.Equal(1, await process.ExitAsync());
        var errors = string.Join('\n', process.Errors.Snapshot());
        Assert.All(told, word => Assert.Contains(word, errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_daemon_refuses_to_start_on_broken_lists()
    {
        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", "feeds:\n  - url: ftp://one.example/feed\n");
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        Assert.Equal(1, await process.ExitAsync());
        Assert.Contains(process.Errors.Snapshot(), line => line.Contains("feeds.yaml:2:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("api_keys")]
    [InlineData("hosts")]
    public async Task A_database_that_fails_while_the_daemon_starts_is_named_and_ends_it(string table)
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        await using (var poll = AggregatorProcess.StartIn(workspace, "poll", "--all"))
            Assert.Equal(0, await poll.ExitAsync());
        using (var database = new Database(workspace))
            database.Execute($"DROP TABLE {table}");
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        Assert.Equal(1, await process.ExitAsync());
        Assert.Contains("aggregator.db cannot be used", Assert.Single(process.Errors.Snapshot()), StringComparison.Ordinal);
    }
}
