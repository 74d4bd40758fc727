using Microsoft.Playwright;

namespace Aggregator.EndToEnd.Pages;

/// <summary>The pages of a running daemon in a real browser.</summary>
public sealed class PagesTests : IClassFixture<PagesFixture>
{
    private readonly PagesFixture _pages;

    public PagesTests(PagesFixture pages)
    {
        Assert.SkipWhen(Browser.Path is null, "There is no Chromium on the path.");
        _pages = pages;
    }

    /// <summary>Where people find what the pages look like.</summary>
    private static string Screenshots => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots")).FullName;

    public static TheoryData<PageView> Views =>
    [
        new PageView(Dark: false, 1280, Scripts: true), new PageView(Dark: true, 1280, Scripts: true),
        new PageView(Dark: false, 400, Scripts: true), new PageView(Dark: true, 400, Scripts: true),
        new PageView(Dark: false, 1280, Scripts: false), new PageView(Dark: true, 400, Scripts: false),
    ];

    [Theory]
    [MemberData(nameof(Views), DisableDiscoveryEnumeration = true)]
    public async Task Every_page_is_whole_and_accessible_and_asks_nobody_else(PageView view)
    {
        var walk = new PageWalk(_pages.Address, view, Screenshots);
        await walk.RunAsync(_pages.Chromium);
        Assert.True(walk.Faults.Count == 0, string.Join('\n', walk.Faults));
        Assert.Equal(
            ["/", "/articles", "/articles/N", "/feeds", "/feeds/N", "/hosts", "/hosts/N", "/jobs", "/lists", "/log", "/no-such-page", "/stories", "/stories/N"],
            walk.Visited.Select(path => path.LastIndexOf('/') is > 0 and var end ? path[..end] + "/N" : path).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_scripts_feeds_are_found_ticked_paused_and_resumed()
    {
        await using var context = await _pages.Chromium.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_pages.Address, "feeds").AbsoluteUri);
        await page.GetByLabel("Title, URL or host").FillAsync("feed-00003");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByLabel("feed-00003", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 feed is paused.");
        await Assertions.Expect(page.Locator("tbody .badge")).ToHaveTextAsync("paused");
        await page.GetByRole(AriaRole.Link, new() { Name = "feed-00003" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 feed is resumed.");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Poll now" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_scripts_the_overview_follows_what_comes_in()
    {
        await using var context = await _pages.Chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        var listening = page.WaitForRequestAsync(request => request.Url.EndsWith("/api/v1/stream", StringComparison.Ordinal));
        await page.GotoAsync(_pages.Address.AbsoluteUri);
        await listening;
        var articles = page.Locator("[data-live=facts] dd").Nth(1);
        var before = await articles.TextContentAsync();
        _pages.Origin.Publish();
        using var client = new HttpClient { BaseAddress = _pages.Address };
        using var polled = await client.PostAsync(new Uri("api/v1/feeds/1/poll", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.True(polled.IsSuccessStatusCode);
        await Assertions.Expect(articles).Not.ToHaveTextAsync(before!, new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first_and_then_everything_in_order()
    {
        var page = await _pages.Chromium.NewPageAsync();
        await page.GotoAsync(new Uri(_pages.Address, "feeds").AbsoluteUri);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("q", await page.EvaluateAsync<string>("document.activeElement.name"));
        await page.Keyboard.TypeAsync("feed-00002");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.CloseAsync();
    }
}
