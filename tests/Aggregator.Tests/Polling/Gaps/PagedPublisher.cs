using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Polling.Gaps;

/// <summary>A publisher on loopback whose document shows only the newest entries, and who keeps the others on older pages of one kind or another.</summary>
internal sealed class PagedPublisher : IAsyncDisposable
{
    public static readonly DateTimeOffset First = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly WebApplication _app;

    private PagedPublisher(WebApplication app, string style)
    {
        (_app, Style) = (app, style);
        app.Run(AnswerAsync);
    }

    /// <summary>wordpress, next, archive, header, json, none, or loop for one that ignores which page is asked for.</summary>
    public string Style { get; }

    public string Url => _app.Urls.First() + "/feed";

    /// <summary>Newest entry; they are numbered from 1.</summary>
    public int Newest { get; set; } = 10;

    /// <summary>Entries on one page.</summary>
    public int Window { get; init; } = 10;

    /// <summary>Pages other than the document answer with this.</summary>
    public int PageStatus { get; set; } = 200;

    /// <summary>Runs once, while a page is asked for.</summary>
    public Action? Meanwhile { get; set; }

    /// <summary>Paths and queries in the order they were asked for, with the Authorization header.</summary>
    public ConcurrentQueue<(string Target, string? Authorization)> Asked { get; } = new();

    public int PagesAsked => Asked.Count(request => request.Target != "/feed");

    public static async Task<PagedPublisher> StartAsync(string style, int window = 10)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var publisher = new PagedPublisher(builder.Build(), style) { Window = window };
        await publisher._app.StartAsync(TestContext.Current.CancellationToken);
        return publisher;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Request.Path + context.Request.QueryString.ToString();
        Asked.Enqueue((target, context.Request.Headers.Authorization));
        var page = int.Parse(
            context.Request.Query[Style == "wordpress" ? "paged" : "page"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
        if (target != "/feed")
        {
            Meanwhile?.Invoke();
            Meanwhile = null;
        }
        var newest = Style == "archive" && page > 1 ? page - 1 : Style == "loop" ? Newest : Newest - ((page - 1) * Window);
        if (page > 1 && (PageStatus != 200 || newest < 1))
        {
            context.Response.StatusCode = PageStatus == 200 ? 404 : PageStatus;
            if (PageStatus == 429)
                context.Response.Headers.RetryAfter = "1800";
            return;
        }
        // An archive holds a fixed range: page n of it the entries up to n - 1, in whole windows.
        var oldest = Style == "archive" && page > 1 ? Math.Max(1, newest - (2 * Window) + 1) : Math.Max(1, newest - Window + 1);
        if (Style == "header")
            context.Response.Headers.Link = $"<https://api.example/>; rel=\"https://api.w.org/\", <?page={page + 1}>; rel=\"next\"";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Write(page, newest, oldest)), TestContext.Current.CancellationToken);
    }

    private string Write(int page, int newest, int oldest)
    {
        var numbers = Enumerable.Range(oldest, newest - oldest + 1);
        if (Style == "json")
            return $"{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"next_url\":\"{_app.Urls.First()}/feed?page={page + 1}\",\"items\":["
                + string.Join(',', numbers.Reverse().Select(n => $"{{\"id\":\"e{n}\",\"url\":\"http://p.example/{n}\",\"title\":\"Entry {n}\",\"date_published\":\"{First.AddHours(n):O}\"}}")) + "]}";
        var extra = Style switch
        {
            "wordpress" => "<generator>https://wordpress.org/?v=6.8</generator>",
            "next" or "loop" => $"<atom:link rel=\"next\" href=\"?page={page + 1}\"/>",
            "archive" when oldest > 1 => $"<atom:link rel=\"prev-archive\" href=\"?page={oldest}\"/>",
            _ => "",
        };
        // Archives are written oldest first, for a change.
        var order = Style == "archive" && page > 1 ? numbers : numbers.Reverse();
        return $"<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>{extra}"
            + string.Concat(order.Select(n => $"<item><guid isPermaLink=\"false\">e{n}</guid><link>http://p.example/{n}</link><title>Entry {n}</title><pubDate>{First.AddHours(n):R}</pubDate></item>"))
            + "</channel></rss>";
    }
}
