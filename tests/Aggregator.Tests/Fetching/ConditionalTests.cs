using Aggregator.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows P01 to P12 as far as one visit decides them, H16 and H22.</summary>
public sealed class ConditionalTests
{
    public static TheoryData<string> ETags =>
    [
        "\"abc\"", "W/\"abc\"", "w/\"abc\"", "abc", "W/abc", "\"a\"b\"", "\"\"", "'x'", "\"abc\"-gzip", "\"x\",\"y\"", "\"a  b\"", "\"caf\u00E9\"", "\"\u00C3\u00A9\"",
    ];

    [Fact]
    public async Task P01_P09_without_validators_a_request_is_unconditional()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nDate: Mon, 05 Jan 2026 00:00:00 GMT\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest();

        var fetched = await fetcher.FetchedAsync(origin.Url());

        Assert.Equal(Validators.None, fetched.Validators);
        Assert.DoesNotContain("\r\nIf-", Assert.Single(origin.Requests), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(ETags))]
    public async Task P02_H22_an_etag_is_echoed_byte_for_byte(string etag)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: 6\r\n\r\n<rss/>", "HTTP/1.1 304 Not Modified\r\n\r\n");
        using var fetcher = new FetcherUnderTest();
        var fetched = await fetcher.FetchedAsync(origin.Url());

        var again = Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = fetched.Validators }));

        Assert.Contains($"\r\nIf-None-Match: {etag}\r\n", origin.Requests[1], StringComparison.Ordinal);
        Assert.Equal(new Validators(etag, null), again.Validators);
    }

    [Theory]
    [InlineData("Mon, 05 Jan 2026 10:00:00 GMT")]
    [InlineData("Thu, 1 Jan 2026 00:00:00 +0000")]
    [InlineData("1767225600")]
    [InlineData("gestern Abend, \u00FCber Nacht")]
    public async Task P03_a_last_modified_is_echoed_as_an_opaque_string(string date)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 200 OK\r\nLast-Modified: {date}\r\nContent-Length: 6\r\n\r\n<rss/>", "HTTP/1.1 304 Not Modified\r\n\r\n");
        using var fetcher = new FetcherUnderTest();
        var fetched = await fetcher.FetchedAsync(origin.Url());

        Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = fetched.Validators }));

        Assert.Contains($"\r\nIf-Modified-Since: {date}\r\n", origin.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task P04_both_validators_are_sent()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 304 Not Modified\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = new("\"v\"", "then") });

        Assert.Contains("\r\nIf-None-Match: \"v\"\r\n", origin.Requests[0], StringComparison.Ordinal);
        Assert.Contains("\r\nIf-Modified-Since: then\r\n", origin.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task P05_P06_P07_a_200_brings_its_own_validators_and_no_older_ones()
    {
        await using var origin = RawOrigin.Saying(
            "HTTP/1.1 200 OK\r\nLast-Modified: then\r\nContent-Length: 6\r\n\r\n<rss/>",
            "HTTP/1.1 200 OK\r\nETag: \"new\"\r\nLast-Modified: then\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest();
        var request = new FetchRequest(origin.Url()) { Validators = new("\"old\"", "then") };

        Assert.Equal(new Validators(null, "then"), (await fetcher.FetchedAsync(request)).Validators);
        Assert.Equal(new Validators("\"new\"", "then"), (await fetcher.FetchedAsync(request)).Validators);
    }

    [Theory]
    [InlineData("", "\"old\"", "then")]
    [InlineData("ETag: \"new\"\r\n", "\"new\"", "then")]
    [InlineData("Last-Modified: now\r\n", "\"old\"", "now")]
    public async Task P08_H16_a_304_replaces_the_validators_that_it_carries(string headers, string etag, string date)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 304 Not Modified\r\n{headers}\r\n");
        using var fetcher = new FetcherUnderTest();

        var unchanged = Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = new("\"old\"", "then") }));

        Assert.Equal(new Validators(etag, date), unchanged.Validators);
        Assert.Equal(304, unchanged.Status);
    }

    [Fact]
    public async Task H16_a_304_with_a_body_does_not_spoil_the_next_answer()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 304 Not Modified\r\nContent-Length: 6\r\n\r\n<rss/>", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n<feed/>");
        using var fetcher = new FetcherUnderTest();
        var request = new FetchRequest(origin.Url()) { Validators = new("\"v\"", null) };

        Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(request));
        Assert.Equal(7, (await fetcher.FetchedAsync(request)).Document.Body.Length);
    }

    [Fact]
    public async Task H16_a_304_that_was_not_asked_for_gives_nothing_to_ask_with()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 304 Not Modified\r\nETag: \"never seen\"\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        Assert.Equal(Validators.None, Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(origin.Url())).Validators);
    }

    [Fact]
    public async Task P11_an_error_has_no_place_for_validators()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 500 Oops\r\nETag: \"error page\"\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.ServerError);
    }

    [Fact]
    public async Task P12_validators_of_another_origin_are_not_sent_to_a_new_URL()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest();

        await fetcher.FetchedAsync(new FetchRequest(origin.Url()) { Validators = new("\"v\"", null, "http://old.example:80") });

        Assert.DoesNotContain("If-None-Match", Assert.Single(origin.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\r\nX-Injected: 1\"")]
    [InlineData("\"a\0\"")]
    [InlineData("\"\u20AC\"")]
    public async Task H22_T11_a_validator_that_cannot_be_sent_is_left_out_and_the_other_is_sent(string etag)
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 304 Not Modified\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        var unchanged = Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = new(etag, "then") }));

        Assert.DoesNotContain("If-None-Match", origin.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("X-Injected", origin.Requests[0], StringComparison.Ordinal);
        Assert.Contains("If-Modified-Since: then\r\n", origin.Requests[0], StringComparison.Ordinal);
        Assert.Equal(new Validators(null, "then"), unchanged.Validators);
    }

    [Theory]
    [InlineData("\"a\0b\"")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"folded\r\n continuation\"")]
    [InlineData("")]
    public async Task H22_an_odd_etag_never_makes_the_next_request_fail(string etag)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest();
        var outcome = await fetcher.FetchAsync(origin.Url());

        // Some of these break the message itself, and that is a failure of this visit only.
        if (outcome is not FetchOutcome.Fetched fetched)
        {
            Assert.Equal(FailureClass.Connect, Assert.IsType<FetchOutcome.Failed>(outcome).Class);
            return;
        }

        Assert.True(fetched.Validators.ETag is null || HeaderRules.IsSendable(fetched.Validators.ETag));
        await fetcher.FetchedAsync(new FetchRequest(origin.Url()) { Validators = fetched.Validators });
    }
}
