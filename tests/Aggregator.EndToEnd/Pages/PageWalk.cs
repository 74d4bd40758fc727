using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Aggregator.EndToEnd.Pages;

/// <summary>
/// Opens the first page, follows the navigation from page to page, and from each page the first link to something below it. Pages that are added to the
/// navigation are walked by themselves. What is wrong with a page is collected.
/// </summary>
internal sealed class PageWalk(Uri daemon, PageView view, string screenshots)
{
    private const string Missing = "/no-such-page";
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Page by page, with where it happened.</summary>
    public List<string> Faults { get; } = [];

    public List<string> Visited { get; } = [];

    public async Task RunAsync(IBrowser browser)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = view.Width, Height = 900 },
            JavaScriptEnabled = view.Scripts,
        });
        var page = await context.NewPageAsync();
        Watch(page);
        await OpenAsync(page, "/");
        foreach (var path in await LinksAsync(page, "header nav a"))
        {
            await OpenAsync(page, path);
            var below = (await LinksAsync(page, "main a")).FirstOrDefault(link => link.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal) && path != "/");
            if (below is not null)
                await OpenAsync(page, below.Split('?')[0]);
        }
        await OpenAsync(page, Missing);
    }

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !page.Url.EndsWith(Missing, StringComparison.Ordinal))
                Faults.Add($"{page.Url}: console: {message.Text}");
        };
        page.PageError += (_, error) => Faults.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).GetLeftPart(UriPartial.Authority) != daemon.GetLeftPart(UriPartial.Authority) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Faults.Add($"{page.Url}: asked for {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !response.Url.EndsWith(Missing, StringComparison.Ordinal))
                Faults.Add($"{page.Url}: {response.Url} answered {response.Status}");
        };
    }

    private async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(new Uri(daemon, path).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Visited.Add(path);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(screenshots, $"{view.Name}-{FileName(path)}.png"), FullPage = true });
        if (await page.Locator("h1").CountAsync() != 1)
            Faults.Add($"{path}: has no heading, or several");
        // Scripts of the browser's own run also where those of pages do not.
        var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wider > 0)
            Faults.Add($"{path}: is {wider} pixels wider than the screen");
        if (view.Scripts)
            await ExamineAsync(page, path);
    }

    private async Task ExamineAsync(IPage page, string path)
    {
        await page.EvaluateAsync(Axe);
        var result = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.map(v => v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')))");
        foreach (var violation in result.EnumerateArray())
            Faults.Add($"{path}: axe: {violation.GetString()}");
    }

    private static async Task<IReadOnlyList<string>> LinksAsync(IPage page, string selector) =>
        [.. (await page.Locator(selector).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href') ?? '')")).Where(link => link.StartsWith('/')).Distinct()];

    private static string FileName(string path) => path == "/" ? "overview" : string.Concat(path.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
