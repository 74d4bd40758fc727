using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>How much publishers are asked for, as operators look at it.</summary>
public sealed class HostsTests
{
    [Fact]
    public async Task Every_host_is_listed_with_feeds_use_budget_and_why_it_is_left_alone()
    {
        await using var origin = await Origin.StartAsync(2);
        origin.Add(3, (number, host) => new(number, host, Validation.ETag, 1) { Status = number == 1 ? 429 : 200 });
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(f => f.Url));
        await AggregatorProcess.RunAsync(workspace, "poll", "--all");

        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "hosts", "--format", "json");
        Assert.True(exitCode == 0, text);
        using var json = JsonDocument.Parse(text);
        var hosts = json.RootElement.EnumerateArray().ToDictionary(host => host.GetProperty("host").GetString()!);
        Assert.Equal(origin.Hosts.Order(StringComparer.Ordinal), hosts.Keys.Order(StringComparer.Ordinal));
        var (well, held) = (hosts[origin.Hosts[0]], hosts[origin.Hosts[1]]);
        Assert.Equal((2, 2), (well.GetProperty("feeds").GetInt32(), well.GetProperty("pollsLastHour").GetInt32()));
        Assert.Equal(JsonValueKind.Null, well.GetProperty("heldUntil").ValueKind);
        Assert.Equal((1, 1), (held.GetProperty("failing").GetInt32(), held.GetProperty("failures").GetInt32()));
        Assert.Contains("429", held.GetProperty("heldWhy").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, held.GetProperty("budget").GetProperty("concurrency").GetInt32());

        (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "hosts");
        Assert.True(exitCode == 0 && text.Contains("Left alone", StringComparison.Ordinal), text);
    }
}
