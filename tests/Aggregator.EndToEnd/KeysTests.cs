using System.Net;
using System.Net.Http.Headers;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Who may ask the daemon.</summary>
public sealed class KeysTests
{
    private static readonly HttpClient Client = new();

    [Fact]
    public async Task Others_can_reach_the_daemon_only_with_a_key_that_was_shown_once()
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        const string everywhere = "--Http:Urls=http://127.0.0.1:0;http://0.0.0.0:0";
        var (refused, reason) = await AggregatorProcess.RunAsync(workspace, "run", everywhere);
        Assert.True(refused == 1 && reason.Contains("aggregator keys add", StringComparison.Ordinal), reason);

        var (added, key) = await AggregatorProcess.RunAsync(workspace, "keys", "add", "phone", "--scope", "read");
        Assert.True(added == 0 && key.StartsWith("agk_", StringComparison.Ordinal), key);
        var (twice, taken) = await AggregatorProcess.RunAsync(workspace, "keys", "add", "phone");
        Assert.True(twice == 1 && taken.Contains("already", StringComparison.Ordinal), taken);
        var (listed, list) = await AggregatorProcess.RunAsync(workspace, "keys", "list", "--format", "json");
        Assert.True(listed == 0 && list.Contains("\"phone\"", StringComparison.Ordinal) && !list.Contains(key.Trim(), StringComparison.Ordinal), list);

        await using var daemon = AggregatorProcess.StartIn(workspace, "run", everywhere);
        var endpoint = await daemon.EndpointAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(new Uri(endpoint, "/health/live"), null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(new Uri(endpoint, "/metrics"), null));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(new Uri(endpoint, "/metrics"), key.Trim()));
        Assert.DoesNotContain(Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(workspace.Data, "aggregator.db"), TestContext.Current.CancellationToken)),
            Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(key.Trim())), StringComparison.Ordinal);

        var (removed, text) = await AggregatorProcess.RunAsync(workspace, "keys", "remove", "phone");
        Assert.True(removed == 0, text);
    }

    private static async Task<HttpStatusCode> AskAsync(Uri url, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
