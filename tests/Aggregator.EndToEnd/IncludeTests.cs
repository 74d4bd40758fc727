using Aggregator.EndToEnd.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.EndToEnd;

/// <summary>A list that somebody else keeps.</summary>
public sealed class IncludeTests
{
    [Fact]
    public async Task A_daemon_fetches_an_included_list_and_keeps_it_over_a_restart()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var site = builder.Build();
        site.MapGet("/list.opml", () => Results.Text("<opml><body><outline xmlUrl=\"https://included.example/feed\"/></body></opml>"));
        await site.StartAsync(TestContext.Current.CancellationToken);

        using var workspace = new Workspace();
        workspace.WriteText("feeds.yaml", $"groups:\n  - name: partners\n    defaults: {{enabled: false}}\n    include: {site.Urls.First()}/list.opml\n");
        var (code, text) = await AggregatorProcess.RunAsync(workspace, "plan");
        Assert.True(code == 0 && text.Contains("has not been fetched yet", StringComparison.Ordinal), text);
        await using (var daemon = AggregatorProcess.StartIn(workspace, "run"))
        {
            await daemon.LineAsync(line => line.Contains("1 feeds in the lists: 1 new", StringComparison.Ordinal));
            daemon.Terminate();
            Assert.Equal(0, await daemon.ExitAsync());
        }

        await site.StopAsync(TestContext.Current.CancellationToken);
        (code, text) = await AggregatorProcess.RunAsync(workspace, "plan");
        Assert.True(code == 0 && text.Contains("Nothing to do: 1 feed", StringComparison.Ordinal), text);
    }
}
