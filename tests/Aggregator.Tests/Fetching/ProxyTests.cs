using System.Text;
using Aggregator.Fetching;

namespace Aggregator.Tests.Fetching;

public sealed class ProxyTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>";

    [Fact]
    public async Task A_proxy_on_loopback_is_asked_for_a_target_that_was_checked()
    {
        await using var proxy = RawOrigin.Saying(Ok.Replace("200 OK", "200 OK\r\nConnection: close", StringComparison.Ordinal));
        await using var local = new RawOrigin(exchange => exchange.SayAsync(Ok), "127.0.0.1");
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("feeds.example", "198.41.0.4")));

        await fetcher.FetchedAsync(new FetchRequest(new Uri("http://feeds.example/a?b")) { Proxy = new Uri($"http://user:p%40ss@{local.Authority}") });

        Assert.StartsWith("GET http://feeds.example/a?b HTTP/1.1\r\n", Assert.Single(local.Requests), StringComparison.Ordinal);
        Assert.Empty(proxy.Requests);
    }

    [Fact]
    public async Task A_target_inside_is_refused_before_the_proxy_hears_of_it()
    {
        using var canary = new Canary();
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("metadata.example", "169.254.169.254")));
        var proxy = new Uri(canary.Url);

        await fetcher.FailedAsync(new FetchRequest(new Uri("http://metadata.example/")) { Proxy = proxy }, FailureClass.BlockedAddress);
        await fetcher.FailedAsync(new FetchRequest(new Uri("http://127.0.0.1/")) { Proxy = proxy }, FailureClass.BlockedAddress);

        canary.AssertSilent();
    }

    [Fact]
    public async Task A_redirect_inside_is_refused_behind_a_proxy_too()
    {
        await using var proxy = new RawOrigin(exchange => exchange.SayAsync("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"), "127.0.0.1");
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("feeds.example", "198.41.0.4")));

        await fetcher.FailedAsync(new FetchRequest(new Uri("http://feeds.example/")) { Proxy = new Uri($"http://{proxy.Authority}") }, FailureClass.BlockedAddress);

        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task The_proxy_of_the_settings_serves_feeds_that_name_none()
    {
        await using var proxy = new RawOrigin(exchange => exchange.SayAsync(Ok), "127.0.0.1");
        using var fetcher = new FetcherUnderTest(
            FetcherUnderTest.Options with { Proxy = $"http://{proxy.Authority}" },
            names: FetcherUnderTest.Names(("feeds.example", "198.41.0.4")));

        var document = await fetcher.FetchedAsync(new Uri("http://feeds.example/"));

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(document.Document.Body.Span));
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task A_proxy_of_an_unknown_kind_is_refused()
    {
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(new FetchRequest(new Uri("http://127.0.0.2/")) { Proxy = new Uri("ftp://127.0.0.1/") }, FailureClass.Internal);
    }
}
