using System.Net;
using System.Text;
using Aggregator.Fetching;
using Aggregator.Fetching.Addresses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Fetching;

/// <summary>Proxies, with the guard before them: T01 where they could be a way around it.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>";

    private static readonly NameLookup Public = FetcherUnderTest.Names(("feeds.example", "198.41.0.4"));

    private readonly TestAuthority _authority = new();

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
    public async Task T01_a_target_inside_is_refused_before_the_proxy_hears_of_it()
    {
        using var canary = new Canary();
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("metadata.example", "169.254.169.254")));
        var proxy = new Uri(canary.Url);

        await fetcher.FailedAsync(new FetchRequest(new Uri("http://metadata.example/")) { Proxy = proxy }, FailureClass.BlockedAddress);
        await fetcher.FailedAsync(new FetchRequest(new Uri("http://127.0.0.1/")) { Proxy = proxy }, FailureClass.BlockedAddress);

        canary.AssertSilent();
    }

    [Fact]
    public async Task T01_a_redirect_inside_is_refused_behind_a_proxy_too()
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

    [Theory]
    [InlineData("http", "CONNECT")]
    [InlineData("socks5", "SOCKS5")]
    public async Task A_secure_connection_goes_through_the_proxy_and_is_verified_at_its_end(string scheme, string how)
    {
        await using var origin = await KestrelOrigin.StartAsync(context => context.Response.WriteAsync("<rss/>", context.RequestAborted), _authority.Issue("feeds.example"));
        await using var proxy = new LoopbackProxy();
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust, names: Public);
        using var stranger = new FetcherUnderTest(names: Public);
        var request = new FetchRequest(new Uri($"https://feeds.example:{origin.Port}/feed")) { Proxy = proxy.Url(scheme) };

        var fetched = await fetcher.FetchedAsync(request);
        await fetcher.FetchedAsync(request);
        await stranger.FailedAsync(request, FailureClass.Tls);

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(fetched.Document.Body.Span));
        // One connection for the first two, since connections through a proxy are shared as others are.
        Assert.Equal([$"{how} feeds.example:{origin.Port}", $"{how} feeds.example:{origin.Port}"], proxy.Asked);
    }

    [Fact]
    public async Task A_plain_connection_goes_through_SOCKS5_too()
    {
        await using var origin = RawOrigin.Saying(Ok);
        await using var proxy = new LoopbackProxy();
        using var fetcher = new FetcherUnderTest(names: Public);

        await fetcher.FetchedAsync(new FetchRequest(new Uri($"http://feeds.example:{origin.Port}/feed")) { Proxy = proxy.Url("socks5") });

        Assert.Equal([$"SOCKS5 feeds.example:{origin.Port}"], proxy.Asked);
        Assert.StartsWith("GET /feed HTTP/1.1\r\n", Assert.Single(origin.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "CONNECT")]
    [InlineData("socks5", "SOCKS5")]
    public async Task A_proxy_gets_the_credentials_in_its_URL_and_the_origin_does_not(string scheme, string how)
    {
        var seen = "";
        await using var origin = await KestrelOrigin.StartAsync(
            context =>
            {
                seen = string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
                return context.Response.WriteAsync("<rss/>", context.RequestAborted);
            },
            _authority.Issue("feeds.example"));
        await using var proxy = new LoopbackProxy { Wants = "me:p@ss" };
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust, names: Public);
        var url = new Uri($"https://feeds.example:{origin.Port}/feed");

        await fetcher.FetchedAsync(new FetchRequest(url) { Proxy = proxy.Url(scheme, "me:p%40ss") });
        var failed = await fetcher.FailedAsync(new FetchRequest(url) { Proxy = proxy.Url(scheme, "me:wr0ng") }, FailureClass.Connect);

        Assert.Equal([$"me:p@ss {how} feeds.example:{origin.Port}"], proxy.Asked);
        Assert.Contains("User-Agent: Aggregator/", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Proxy-", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wr0ng", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_proxy_that_says_no_is_a_failure_to_connect(string scheme)
    {
        await using var proxy = new LoopbackProxy { Refuses = true };
        using var fetcher = new FetcherUnderTest(names: Public);

        await fetcher.FailedAsync(new FetchRequest(new Uri("https://feeds.example/feed")) { Proxy = proxy.Url(scheme) }, FailureClass.Connect);

        Assert.Single(proxy.Asked);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task T01_the_name_is_checked_again_at_every_visit_though_the_proxy_keeps_its_connection(string scheme)
    {
        await using var origin = await KestrelOrigin.StartAsync(context => context.Response.WriteAsync("<rss/>", context.RequestAborted), _authority.Issue("feeds.example"));
        await using var proxy = new LoopbackProxy();
        var time = new FakeTimeProvider();
        var address = "198.41.0.4";
        using var fetcher = new FetcherUnderTest(time: time, trust: _authority.Trust, names: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        var request = new FetchRequest(new Uri($"https://feeds.example:{origin.Port}/feed")) { Proxy = proxy.Url(scheme) };
        await fetcher.FetchedAsync(request);

        address = "10.0.0.1";
        time.Advance(TimeSpan.FromMinutes(1));

        await fetcher.FailedAsync(request, FailureClass.BlockedAddress);
        Assert.Single(proxy.Asked);
    }

    [Fact]
    public async Task T01_a_proxy_that_leads_to_the_metadata_of_a_cloud_is_refused()
    {
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("feeds.example", "198.41.0.4"), ("proxy.example", "169.254.169.254")));

        foreach (var proxy in new[] { "http://proxy.example:8080", "socks5://proxy.example:1080" })
            await fetcher.FailedAsync(new FetchRequest(new Uri("https://feeds.example/feed")) { Proxy = new Uri(proxy) }, FailureClass.BlockedAddress);
    }

    public void Dispose() => _authority.Dispose();
}
