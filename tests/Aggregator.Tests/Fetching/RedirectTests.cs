using System.Text;
using Aggregator.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows H01 to H06.</summary>
public sealed class RedirectTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>";

    private static string To(string location, int status = 302) => $"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task H01_T01_a_redirect_inside_is_refused()
    {
        using var canary = new Canary();
        await using var origin = RawOrigin.Saying(To(canary.Url));
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.BlockedAddress);

        Assert.Equal(canary.Url, Assert.Single(failed.Redirects).Target.AbsoluteUri);
        canary.AssertSilent();
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.2/feed")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/xml,<rss/>")]
    [InlineData("http://[bad")]
    [InlineData("http://")]
    [InlineData("http:///path")]
    [InlineData("http://host:99999/")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\\\\host\\share")]
    public async Task H02_a_target_that_cannot_be_followed_is_a_redirect_failure(string location)
    {
        await using var origin = RawOrigin.Saying(To(location), To(location), "");
        using var fetcher = new FetcherUnderTest();

        var outcome = Assert.IsType<FetchOutcome.Failed>(await fetcher.FetchAsync(origin.Url()));

        Assert.Equal(FailureClass.Redirect, outcome.Class);
        Assert.Equal(302, outcome.Status);
    }

    [Fact]
    public async Task H02_a_target_longer_than_four_kilobytes_is_a_redirect_failure()
    {
        await using var origin = RawOrigin.Saying(To("/" + new string('a', 5000)));
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Redirect);

        Assert.Single(origin.Requests);
    }

    [Fact]
    public async Task H02_a_redirect_without_target_is_a_redirect_failure()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Redirect);
    }

    [Theory]
    [InlineData(1, "/feed")]
    [InlineData(2, "/other", "/feed")]
    public async Task H03_a_circle_ends_where_it_closes(int requests, params string[] targets)
    {
        await using var origin = RawOrigin.Saying([.. targets.Select(target => To(target))]);
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.Redirect);

        Assert.Contains("circle", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(requests, origin.Requests.Count);
    }

    [Fact]
    public async Task H03_a_long_chain_ends_after_five_redirects()
    {
        await using var origin = new RawOrigin(exchange => exchange.SayAsync(To($"/hop{exchange.Number + 1}")));
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.Redirect);

        Assert.Equal(FetchBound.Redirects, failed.Bound);
        Assert.Equal(6, origin.Requests.Count);
        Assert.Equal(5, failed.Redirects.Count);
    }

    [Fact]
    public async Task H04_T02_secrets_own_headers_and_validators_stay_at_their_origin()
    {
        await using var other = RawOrigin.Saying(Ok);
        await using var origin = RawOrigin.Saying(To(other.Url().AbsoluteUri));
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(new FetchRequest(origin.Url())
        {
            Authorization = "Basic dTpw",
            Headers = new Dictionary<string, string> { ["Cookie"] = "session=1", ["X-Api-Key"] = "k3y" },
            Validators = new("\"v1\"", "yesterday"),
        });

        var first = Assert.Single(origin.Requests);
        Assert.Contains("Authorization: Basic dTpw\r\n", first, StringComparison.Ordinal);
        Assert.Contains("Cookie: session=1\r\n", first, StringComparison.Ordinal);
        Assert.Contains("X-Api-Key: k3y\r\n", first, StringComparison.Ordinal);
        Assert.Contains("If-None-Match: \"v1\"\r\n", first, StringComparison.Ordinal);
        var second = Assert.Single(other.Requests);
        foreach (var secret in new[] { "Authorization", "Cookie", "X-Api-Key", "If-None-Match", "If-Modified-Since", "Referer" })
            Assert.DoesNotContain(secret, second, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task H04_secrets_do_not_come_back_by_way_of_another_origin()
    {
        RawOrigin? home = null;
        await using var other = new RawOrigin(exchange => exchange.SayAsync(To(home!.Url("/chosen-by-other").AbsoluteUri)));
        await using var origin = RawOrigin.Saying(To(other.Url().AbsoluteUri), Ok);
        home = origin;
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(new FetchRequest(origin.Url()) { Authorization = "Bearer t0ken" });

        Assert.Contains("t0ken", origin.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", origin.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task H04_secrets_follow_within_their_origin()
    {
        await using var origin = RawOrigin.Saying(To("/moved", 301), Ok);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(new FetchRequest(origin.Url()) { Authorization = "Bearer t0ken" });

        Assert.Contains("t0ken", origin.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task H05_T02_a_target_with_a_user_name_is_a_redirect_failure()
    {
        await using var origin = RawOrigin.Saying(To("http://u:p@127.0.0.2/"));
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.Redirect);

        Assert.DoesNotContain("u:p", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("c", "/dir/c")]
    [InlineData("./c?d=e", "/dir/c?d=e")]
    [InlineData("../up", "/up")]
    [InlineData("?page=2", "/dir/feed?page=2")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/\u00C3\u00A9t\u00C3\u00A9", "/%C3%A9t%C3%A9")]
    [InlineData("/\u00E9t\u00E9", "/%E9t%E9")]
    [InlineData("/sig%7E%2f?a=%7e&b=/../", "/sig%7E%2f?a=%7e&b=/../")]
    [InlineData("/cut#fragment", "/cut")]
    [InlineData("  /trimmed  ", "/trimmed")]
    public async Task H06_every_form_of_Location_leads_where_it_means(string location, string target)
    {
        await using var origin = RawOrigin.Saying(To(location), Ok);
        using var fetcher = new FetcherUnderTest();

        var fetched = await fetcher.FetchedAsync(origin.Url("/dir/feed?x=1"));

        Assert.Equal($"GET {target} HTTP/1.1", origin.Requests[1].Split("\r\n")[0]);
        Assert.Equal(fetched.Document.Url, Assert.Single(fetched.Redirects).Target);
    }

    [Fact]
    public async Task H06_a_protocol_relative_Location_keeps_the_scheme()
    {
        await using var other = RawOrigin.Saying(Ok);
        await using var origin = RawOrigin.Saying(To($"//{other.Authority}/there"));
        using var fetcher = new FetcherUnderTest();

        var fetched = await fetcher.FetchedAsync(origin.Url());

        Assert.Equal(other.Url("/there"), fetched.Document.Url);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    [InlineData(308, true)]
    public async Task P25_each_redirect_is_reported_with_its_status(int status, bool permanent)
    {
        await using var origin = RawOrigin.Saying(To("/moved", status), Ok);
        using var fetcher = new FetcherUnderTest();

        var hop = Assert.Single((await fetcher.FetchedAsync(origin.Url())).Redirects);

        Assert.Equal((status, origin.Url("/moved"), permanent), (hop.Status, hop.Target, hop.IsPermanent));
    }

    [Fact]
    public async Task P12_T02_validators_of_another_origin_are_sent_there_and_nowhere_else()
    {
        await using var other = RawOrigin.Saying(
            "HTTP/1.1 200 OK\r\nETag: \"there\"\r\nContent-Length: 6\r\n\r\n<rss/>", "HTTP/1.1 304 Not Modified\r\n\r\n");
        await using var origin = RawOrigin.Saying(To(other.Url().AbsoluteUri));
        using var fetcher = new FetcherUnderTest();
        var fetched = await fetcher.FetchedAsync(origin.Url());

        var again = Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = fetched.Validators }));

        Assert.Equal(fetched.Validators, again.Validators);
        Assert.All(origin.Requests, request => Assert.DoesNotContain("If-None-Match", request, StringComparison.Ordinal));
        Assert.Contains("If-None-Match: \"there\"\r\n", other.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_name_in_the_feeds_own_URL_is_meant_as_credentials()
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var fetcher = new FetcherUnderTest();

        var fetched = await fetcher.FetchedAsync(new Uri($"http://me:p%40ss@{origin.Authority}/feed"));

        Assert.Contains($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("me:p@ss"))}\r\n", Assert.Single(origin.Requests), StringComparison.Ordinal);
        Assert.Equal("", fetched.Document.Url!.UserInfo);
    }
}
