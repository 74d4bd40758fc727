using System.Text.RegularExpressions;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows H23, H24, P26 to P29 and P32: what is on the wire, and what is not.</summary>
public sealed partial class RequestHeaderTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nSet-Cookie: id=1; Path=/\r\nContent-Length: 6\r\n\r\n<rss/>";

    [Theory]
    [InlineData("X-Key", "a\r\nHost: evil.example")]
    [InlineData("X-Key", "a\0b")]
    [InlineData("X-Key", "\u20AC")]
    [InlineData("Cookie", "a=1\nb: 2")]
    [InlineData("X Key", "a")]
    [InlineData("X-Key:", "a")]
    [InlineData("", "a")]
    [InlineData("Host", "internal")]
    [InlineData("remote-user", "admin")]
    [InlineData("X-WebAuth-User", "admin")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Proxy-Authorization", "Basic dTpw")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Content-Length", "5")]
    [InlineData("Connection", "upgrade")]
    [InlineData("If-None-Match", "\"ours to send\"")]
    [InlineData("Range", "bytes=0-9")]
    public async Task H23_T11_a_header_that_must_not_be_sent_never_reaches_the_wire(string name, string value)
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(new FetchRequest(origin.Url()) { Headers = new Dictionary<string, string> { [name] = value } }, FailureClass.Internal);

        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task H23_T11_neither_agent_nor_credentials_can_write_headers()
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(new FetchRequest(origin.Url()) { UserAgent = "a\r\nX: 1" }, FailureClass.Internal);
        var failed = await fetcher.FailedAsync(new FetchRequest(origin.Url()) { Authorization = "Bearer t0ken\r\nX: 1" }, FailureClass.Internal);

        Assert.DoesNotContain("t0ken", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task H24_P29_no_cookie_no_referer_no_origin_is_ever_sent()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 302 Found\r\nSet-Cookie: id=1; Path=/\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(origin.Url());
        await fetcher.FetchedAsync(origin.Url("/there"));

        Assert.Equal(3, origin.Requests.Count);
        Assert.All(origin.Requests, request => Assert.DoesNotMatch(Unwanted(), request));
    }

    [Fact]
    public async Task P26_a_refusal_is_asked_once_and_as_ourselves()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.ClientError);

        Assert.DoesNotContain("Authorization", Assert.Single(origin.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P27_the_agent_names_itself_its_version_and_a_contact_at_every_hop()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", Ok);
        using var fetcher = new FetcherUnderTest(FetcherUnderTest.Options with { ContactUrl = "https://example.org/bot" });

        await fetcher.FetchedAsync(origin.Url());

        Assert.All(origin.Requests, request => Assert.Matches(AgentWithContact(), request));
    }

    [Fact]
    public async Task P27_without_contact_the_agent_is_name_and_version_and_a_feed_can_have_its_own()
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(origin.Url());
        await fetcher.FetchedAsync(new FetchRequest(origin.Url()) { UserAgent = "Other/1" });

        Assert.Matches(Agent(), origin.Requests[0]);
        Assert.Contains("\r\nUser-Agent: Other/1\r\n", origin.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task P27_the_agent_counts_the_enabled_feeds_of_the_catalog_in_force()
    {
        await using var origin = RawOrigin.Saying(Ok);
        var catalog = new CatalogSource(Of("https://a.example/", "https://b.example/"), new FakeTimeProvider());
        using var fetcher = new FetcherUnderTest(FetcherUnderTest.Options with { ContactUrl = "https://example.org/bot" }, catalog: catalog);
        using var nameless = new FetcherUnderTest(catalog: catalog);

        await fetcher.FetchedAsync(origin.Url());
        await nameless.FetchedAsync(origin.Url());
        catalog.Accept(new Catalog([.. Of("https://a.example/").Feeds, Of("https://b.example/").Feeds[0] with { Enabled = false }]));
        await fetcher.FetchedAsync(origin.Url());

        Assert.EndsWith("(+https://example.org/bot; 2 subscriptions)", Agent(0), StringComparison.Ordinal);
        Assert.EndsWith(" (2 subscriptions)", Agent(1), StringComparison.Ordinal);
        Assert.EndsWith("(+https://example.org/bot; 1 subscriptions)", Agent(2), StringComparison.Ordinal);

        string Agent(int request) => Assert.Single(origin.Requests[request].Split("\r\n"), line => line.StartsWith("User-Agent: Aggregator/", StringComparison.Ordinal));

        static Catalog Of(params string[] urls) => new([.. urls.Select(url => new FeedDefinition { Url = url, Location = new("list.yaml", 1, 1) })]);
    }

    [Fact]
    public async Task P28_feed_types_and_codings_are_asked_for()
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(origin.Url());

        var accept = Assert.Single(origin.Requests[0].Split("\r\n"), line => line.StartsWith("Accept: ", StringComparison.Ordinal));
        foreach (var type in new[] { "application/atom+xml", "application/rss+xml", "application/feed+json", "application/xml;q=", "text/xml;q=", "*/*;q=0.1" })
            Assert.Contains(type, accept, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept-Encoding: gzip, br, deflate\r\n", origin.Requests[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feed", "/feed")]
    [InlineData("", "/")]
    [InlineData("?feed=rss", "/?feed=rss")]
    [InlineData("/%7Euser/%2e%2E/a%2Fb?q=%7e+%20&u=http://x/../y", "/%7Euser/%2e%2E/a%2Fb?q=%7e+%20&u=http://x/../y")]
    [InlineData("/a/../b//c/./d", "/a/../b//c/./d")]
    [InlineData("/feed?", "/feed?")]
    [InlineData("/feed#top", "/feed")]
    [InlineData("/\u00E9 t\u0443?x=\u20AC", "/%C3%A9%20t%D1%83?x=%E2%82%AC")]
    public async Task P29_path_and_query_are_asked_for_as_they_were_written(string written, string target)
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(new Uri($"http://{origin.Authority}{written}"));

        Assert.Equal($"GET {target} HTTP/1.1", origin.Requests[0].Split("\r\n")[0]);
        Assert.Contains($"\r\nHost: {origin.Authority}\r\n", origin.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task P32_a_visit_is_one_request()
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(origin.Url());

        Assert.StartsWith("GET /feed ", Assert.Single(origin.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feeds_own_headers_are_sent_and_stand_for_ours()
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(new FetchRequest(origin.Url())
        {
            Headers = new Dictionary<string, string> { ["cookie"] = "consent=yes", ["accept"] = "text/html", ["X-Cafe"] = "\u00E9" },
        });

        Assert.Contains("cookie: consent=yes\r\n", origin.Requests[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("X-Cafe: \u00E9\r\n", origin.Requests[0], StringComparison.Ordinal);
        var accept = Assert.Single(origin.Requests[0].Split("\r\n"), line => line.StartsWith("Accept:", StringComparison.OrdinalIgnoreCase));
        Assert.EndsWith(" text/html", accept, StringComparison.Ordinal);
    }

    [GeneratedRegex("^(Cookie|Referer|Origin|traceparent|DNT):", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Unwanted();

    [GeneratedRegex("\r\nUser-Agent: Aggregator/[0-9]+\\.[0-9.]+ \\(\\+https://example\\.org/bot\\)\r\n", RegexOptions.None, 1000)]
    private static partial Regex AgentWithContact();

    [GeneratedRegex("\r\nUser-Agent: Aggregator/[0-9]+\\.[0-9.]+\r\n", RegexOptions.None, 1000)]
    private static partial Regex Agent();
}
