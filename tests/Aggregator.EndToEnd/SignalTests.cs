using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>What an init system does with a daemon: stop it, tell it to reload, start it twice by mistake.</summary>
public sealed class SignalTests
{
    [Fact]
    public async Task R04_Terminate_ends_a_daemon_in_the_middle_of_bodies_that_never_end()
    {
        NeedSignals();
        await using var origin = await Origin.StartAsync(4);
        origin.Add(8, (number, host) => new(number, host, Validation.None, 5) { Hangs = true });
        using var workspace = NewWorkspace(origin);
        workspace.Environment["AGGREGATOR_Polling__ShutdownDeadline"] = "1s";
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        await origin.Requests.CountAsync(4, Deadline.In(60));
        process.Terminate();
        Assert.InRange(await process.ExitAsync(30), 0, 1);
    }

    [Fact]
    public async Task Terminate_ends_an_idle_daemon_with_0_and_leaves_what_it_stored()
    {
        NeedSignals();
        await using var origin = await Origin.StartAsync(2);
        origin.Add(4, (number, host) => new(number, host, Validation.None, 5));
        using var workspace = NewWorkspace(origin);
        await using (var process = AggregatorProcess.StartIn(workspace, "run"))
        {
            foreach (var feed in origin.Feeds)
                await process.LineAsync(line => line.Contains(feed.Name, StringComparison.OrdinalIgnoreCase));
            process.Terminate();
            Assert.Equal(0, await process.ExitAsync(30));
        }

        using var database = new Database(workspace);
        Assert.Equal((20, "ok"), (database.Articles, database.Integrity));
    }

    [Fact]
    public async Task R05_Hang_up_reads_lists_again_that_do_not_look_changed()
    {
        NeedSignals();
        await using var origin = await Origin.StartAsync(1);
        origin.Add(4, (number, host) => new(number, host, Validation.None, 1));
        var urls = origin.Feeds.Select(feed => feed.Url).ToList();
        var replaced = origin.Feeds.Last();
        using var workspace = new Workspace();
        // Same name, same size, same time: only who is told can notice.
        var changed = new DateTime(2025, 5, 1, 12, 0, 0, DateTimeKind.Utc);
        workspace.WriteList("feeds.yaml", urls[..3], changed);
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        await origin.Requests.CountAsync(3, Deadline.In(60));
        workspace.WriteList("feeds.yaml", [urls[0], urls[1], urls[3]], changed);
        process.Reload();
        await origin.Requests.FirstAsync(request => request.Path == replaced.Path, Deadline.In(60));
        Assert.True(process.IsRunning);
    }

    [Fact]
    public async Task A_changed_list_takes_effect_by_itself()
    {
        await using var origin = await Origin.StartAsync(2);
        origin.Add(2, (number, host) => new(number, host, Validation.None, 1));
        var (known, added) = (origin.Feeds.First(), origin.Feeds.Last());
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", [known.Url]);
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        await origin.Requests.FirstAsync(request => request.Path == known.Path, Deadline.In(60));
        workspace.WriteList("feeds.yaml", [known.Url, added.Url]);
        await origin.Requests.FirstAsync(request => request.Path == added.Path, Deadline.In(60));
    }

    [Fact]
    public async Task A_second_daemon_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.None, 1));
        using var workspace = NewWorkspace(origin);
        await using var first = AggregatorProcess.StartIn(workspace, "run");
        var endpoint = await first.EndpointAsync();
        await using var second = AggregatorProcess.StartIn(workspace, "run");
        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains(second.Errors.Snapshot(), line => line.Contains(workspace.Data, StringComparison.Ordinal));
        Assert.True(first.IsRunning);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(endpoint, "health/live"), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static void NeedSignals() => Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals here.");

    private static Workspace NewWorkspace(Origin origin)
    {
        var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        return workspace;
    }
}
