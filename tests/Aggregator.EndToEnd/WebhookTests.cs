using System.Net;
using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.EndToEnd;

/// <summary>The daemon calls a receiver; either of the two dies at the worst moment.</summary>
public sealed class WebhookTests
{
    private const int Articles = 40;
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly Journal<Call> _calls = new();
    private volatile bool _hold = true;
    private volatile int _status = 200;

    [Fact]
    public async Task Nothing_is_lost_when_the_daemon_is_killed_during_calls_and_repeats_have_one_id()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.ETag, Articles));
        await using var receiver = await StartReceiverAsync(context => HoldAsync(context));
        using var workspace = NewWorkspace(origin, new Uri(receiver.Urls.First()).Port);

        var calls = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            await using var daemon = AggregatorProcess.StartIn(workspace, "run");
            await _calls.CountAsync(++calls, Deadline.In(60));
            await daemon.KillAsync();
        }
        _hold = false;
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run"))
        {
            await _calls.FirstAsync(call => call.Numbers.Contains(Articles), Deadline.In(60));
            daemon.Terminate();
            Assert.Equal(0, await daemon.ExitAsync());
        }

        var told = _calls.Snapshot();
        Assert.Equal(Enumerable.Range(1, Articles).Select(n => (long)n), told.SelectMany(call => call.Numbers).Distinct());
        Assert.All(told.GroupBy(call => call.Id), tries => Assert.Single(tries.Select(call => string.Join(',', call.Numbers)).Distinct()));
        Assert.True(told.Count(call => call.Id == told[0].Id) >= 3, "The first batch was not tried again under its id.");
    }

    [Fact]
    public async Task A_receiver_that_is_away_gets_everything_when_it_is_back_and_commands_tell_of_it()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.ETag, Articles));
        _hold = false;
        _status = 500;
        await using var receiver = await StartReceiverAsync(HoldAsync);
        using var workspace = NewWorkspace(origin, new Uri(receiver.Urls.First()).Port);
        await using var daemon = AggregatorProcess.StartIn(workspace, "run");
        await _calls.CountAsync(1, Deadline.In(60));
        await daemon.LineAsync(line => line.Contains("The webhook archive did not take a batch (answered 500)", StringComparison.Ordinal));
        var (_, list) = await AggregatorProcess.RunAsync(workspace, "webhooks", "list");
        Assert.Contains("failing", list, StringComparison.Ordinal);

        var (code, tried) = await AggregatorProcess.RunAsync(workspace, "webhooks", "test", "archive");
        Assert.Equal(1, code);
        Assert.Contains("not taken: answered 500", tried, StringComparison.Ordinal);
        _status = 200;
        (code, tried) = await AggregatorProcess.RunAsync(workspace, "webhooks", "test", "archive");
        Assert.True(code == 0, tried);
        (code, tried) = await AggregatorProcess.RunAsync(workspace, "webhooks", "replay", "archive");
        Assert.True(code == 0, tried);
        await _calls.FirstAsync(call => call.Status == 200 && call.Numbers.Contains(Articles), Deadline.In(60));
        (code, list) = await AggregatorProcess.RunAsync(workspace, "webhooks", "replay", "archive", "--letter", "1");
        Assert.Equal(1, code);
        Assert.Contains("no dead letter", list, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, Articles).Select(n => (long)n), _calls.Snapshot().Where(c => c.Status == 200).SelectMany(c => c.Numbers).Distinct());
    }

    private static Workspace NewWorkspace(Origin origin, int receiver)
    {
        var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        workspace.Environment["AGGREGATOR_Webhooks__Endpoints"] = $"name=archive url=http://127.0.0.1:{receiver}/hook secret={Secret} start=beginning";
        workspace.Environment["AGGREGATOR_Webhooks__BatchSize"] = "7";
        workspace.Environment["AGGREGATOR_Webhooks__BackOff"] = "1s";
        return workspace;
    }

    /// <summary>The answer does not come while calls are held, so that the daemon dies waiting for it.</summary>
    private async Task HoldAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        var changes = json.RootElement.GetProperty("data").GetProperty("changes");
        _calls.Add(new Call(context.Request.Headers["webhook-id"]!, [.. changes.EnumerateArray().Select(c => c.GetProperty("number").GetInt64())], _status));
        if (_hold)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.StatusCode = _status;
    }

    private static async Task<WebApplication> StartReceiverAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private sealed record Call(string Id, IReadOnlyList<long> Numbers, int Status);
}
