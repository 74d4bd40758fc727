using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;
using Microsoft.Playwright;

namespace Aggregator.EndToEnd.Pages;

/// <summary>A daemon that has polled some feeds, good and bad ones, and a browser: one for all tests, where there is a browser.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    private readonly Workspace _workspace = new();
    private AggregatorProcess? _daemon;
    private Browser? _browser;
    private Site? _papers;

    internal Origin Origin { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IBrowser Chromium => _browser?.Chromium ?? throw new InvalidOperationException("There is none.");

    public async ValueTask InitializeAsync()
    {
        if (Browser.Path is null)
            return;
        Origin = await Origin.StartAsync(3);
        Origin.Add(12, (number, host) => new(number, host, number % 4 == 0 ? Validation.None : Validation.ETag, 2 + number) { Status = number switch { 5 => 404, 7 => 500, _ => 200 } });
        var news = new EditedNews();
        _papers = await news.StartAsync();
        _workspace.WriteList("feeds.yaml", [.. Origin.Feeds.Select(feed => feed.Url), .. news.Paths.Select(path => _papers.Url + path[1..])]);
        _daemon = AggregatorProcess.StartIn(_workspace, "run", "--Polling:FeedDelay=0s");
        Address = await _daemon.EndpointAsync();
        foreach (var feed in Origin.Feeds.Where(feed => feed.Status == 200))
            await _daemon.LineAsync(line => line.Contains(feed.Name, StringComparison.Ordinal));
        await _daemon.LineAsync(line => line.Contains("The Herald", StringComparison.Ordinal));
        news.Edit();
        using (var client = new HttpClient { BaseAddress = Address })
        {
            // The papers were listed last.
            using var polled = await client.PostAsync(new Uri($"api/v1/feeds/{Origin.Feeds.Count + 1}/poll", UriKind.Relative), null, TestContext.Current.CancellationToken);
            polled.EnsureSuccessStatusCode();
        }
        await _daemon.LineAsync(line => line.Contains("The Gazette: 1 updated", StringComparison.Ordinal));
        _browser = await Browser.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_daemon is not null)
            await _daemon.DisposeAsync();
        if (Origin is not null)
            await Origin.DisposeAsync();
        if (_papers is not null)
            await _papers.DisposeAsync();
        _workspace.Dispose();
    }
}
