using System.Collections.Concurrent;
using Aggregator.Configuration;
using Aggregator.Parsing;
using Aggregator.Polling.Discovery;
using Aggregator.Tests.Fetching;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Tests.Polling.Discovery;

/// <summary>The discoverer against a real site on loopback.</summary>
public sealed class FeedDiscovererTests
{
    private readonly ConcurrentQueue<string> _asked = [];

    [Fact]
    public async Task A_feed_is_found_at_its_own_address()
    {
        var result = await DiscoverAsync("/rss", ("/rss", Rss("Itself", 2)));
        var feed = Assert.Single(result.Feeds);
        Assert.Equal(("Itself", "rss2.0", 2, DiscoveryOrigin.Itself), (feed.Title, feed.Format, feed.Entries, feed.Origin));
        Assert.Equal(new DateTimeOffset(2026, 5, 2, 8, 0, 0, TimeSpan.Zero), feed.Newest);
        Assert.Equal(["/rss"], _asked);
    }

    [Fact]
    public async Task Declared_feeds_come_in_the_order_of_the_page_but_comments_and_empty_ones_last()
    {
        var result = await DiscoverAsync("/",
            ("/", "<html><link rel=feed href=/comments/feed><link rel=feed href=/empty><link rel=feed href=/news><a href=/hidden.rss>x</a>"),
            ("/comments/feed", Rss("Comments on it", 3)),
            ("/empty", Rss("Empty", 0)),
            ("/news", Rss("News", 1)));
        Assert.Equal(["News", "Empty", "Comments on it"], result.Feeds.Select(feed => feed.Title));
        Assert.Equal(["/", "/comments/feed", "/empty", "/news"], _asked);
    }

    [Fact]
    public async Task Links_are_tried_when_nothing_is_declared_or_what_is_declared_is_none()
    {
        var result = await DiscoverAsync("/blog/",
            ("/blog/", "<html><link rel=feed href=/gone><a href=entries.rss>x</a>"),
            ("/blog/entries.rss", Rss("Linked", 1)));
        Assert.Equal(DiscoveryOrigin.Linked, Assert.Single(result.Feeds).Origin);
        var (url, reason) = result.Misses[^1];
        Assert.EndsWith("/gone", url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("404", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usual_places_are_the_last_resort_and_the_first_hit_ends_the_search()
    {
        var result = await DiscoverAsync("/", ("/", "<html>nothing"), ("/atom.xml", Rss("Usual", 1)), ("/feed.json", Rss("Too late", 1)));
        Assert.Equal(DiscoveryOrigin.UsualPlace, Assert.Single(result.Feeds).Origin);
        Assert.Equal(["/", "/feed", "/rss.xml", "/atom.xml"], _asked);
    }

    [Fact]
    public async Task A_search_without_result_is_bounded_and_says_what_was_tried()
    {
        var page = string.Concat(Enumerable.Range(0, 50).Select(n => $"<link rel=feed href=/no{n}>"));
        var result = await DiscoverAsync("/", ("/", $"<html>{page}"));
        Assert.Empty(result.Feeds);
        Assert.Equal(16, _asked.Count);
        Assert.Equal(16, result.Misses.Length);
    }

    [Fact]
    public async Task Two_addresses_of_one_feed_count_once_and_a_permanent_redirect_gives_the_new_one()
    {
        var result = await DiscoverAsync("/",
            ("/", "<html><link rel=feed href=/old><link rel=feed href=/new>"), ("/old", "301 /new"), ("/new", Rss("Moved", 1)));
        Assert.EndsWith("/new", Assert.Single(result.Feeds).Url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temporary_redirect_keeps_the_address()
    {
        var result = await DiscoverAsync("/today", ("/today", "302 /elsewhere"), ("/elsewhere", Rss("Lent", 1)));
        Assert.EndsWith("/today", Assert.Single(result.Feeds).Url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_the_site_goes_before_its_page()
    {
        var result = await DiscoverAsync("/@name", ("/@name.rss", Rss("Name", 1)), ("/@name", "<html>"));
        Assert.Equal(DiscoveryOrigin.SiteRule, Assert.Single(result.Feeds).Origin);
        Assert.Equal(["/@name.rss"], _asked);
    }

    [Fact]
    public async Task Addresses_that_are_not_public_are_refused_with_a_reason()
    {
        using var fetcher = new FetcherUnderTest();
        var result = await Discoverer(fetcher).DiscoverAsync(new Uri("http://127.0.0.1:81/"), TestContext.Current.CancellationToken);
        Assert.Empty(result.Feeds);
        Assert.All(result.Misses, miss => Assert.Contains("127.0.0.1", miss.Reason, StringComparison.Ordinal));
    }

    private static FeedDiscoverer Discoverer(FetcherUnderTest fetcher) =>
        new(fetcher.Fetcher, new FeedParser(), new PollingOptions { HostDelay = TimeSpan.Zero }, TimeProvider.System);

    private async Task<DiscoveryResult> DiscoverAsync(string path, params (string Path, string Answer)[] site)
    {
        var answers = site.ToDictionary(page => page.Path, page => page.Answer);
        await using var origin = await KestrelOrigin.StartAsync(context =>
        {
            _asked.Enqueue(context.Request.Path);
            if (!answers.TryGetValue(context.Request.Path, out var answer))
            {
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            }
            if (answer.StartsWith("30", StringComparison.Ordinal))
            {
                context.Response.StatusCode = int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture);
                context.Response.Headers.Location = answer[4..];
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync(answer);
        });
        using var fetcher = new FetcherUnderTest();
        return await Discoverer(fetcher).DiscoverAsync(new Uri($"http://127.0.0.2:{origin.Port}{path}"), TestContext.Current.CancellationToken);
    }

    private static string Rss(string title, int entries) =>
        $"<rss version='2.0'><channel><title>{title}</title>{string.Concat(Enumerable.Range(1, entries).Select(n => $"<item><title>{n}</title><guid>{n}</guid><pubDate>{n:00} May 2026 08:00:00 GMT</pubDate></item>"))}</channel></rss>";
}
