using System.Collections.Concurrent;
using System.Security.Authentication;
using System.Text;
using Aggregator.Fetching;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Tests.Fetching;

/// <summary>Row N09, and what TLS brings: HTTP/2, and the way down from it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task HTTP_2_is_spoken_where_it_is_offered_and_connections_are_shared()
    {
        var seen = new ConcurrentQueue<(string Protocol, string Connection, string Agent)>();
        await using var origin = await KestrelOrigin.StartAsync(
            async context =>
            {
                seen.Enqueue((context.Request.Protocol, context.Connection.Id, context.Request.Headers.UserAgent.ToString()));
                if (context.Request.Headers.IfNoneMatch == "\"h2\"")
                {
                    context.Response.StatusCode = 304;
                    return;
                }

                context.Response.Headers.ETag = "\"h2\"";
                await context.Response.WriteAsync("<rss/>", context.RequestAborted);
            },
            _authority.Issue("127.0.0.2"));
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust);
        var url = new Uri($"https://127.0.0.2:{origin.Port}/feed");

        var fetched = await fetcher.FetchedAsync(url);
        Assert.IsType<FetchOutcome.NotModified>(await fetcher.FetchAsync(new FetchRequest(url) { Validators = fetched.Validators }));

        Assert.Equal("<rss/>", Encoding.UTF8.GetString(fetched.Document.Body.Span));
        Assert.All(seen, request => Assert.Equal("HTTP/2", request.Protocol));
        Assert.Single(seen.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task H15_T05_a_header_beyond_the_limit_is_refused_over_HTTP_2_too()
    {
        await using var origin = await KestrelOrigin.StartAsync(
            context =>
            {
                for (var i = 0; i < 40; i++) context.Response.Headers[$"X-Long-{i}"] = new string('x', 1000);
                return context.Response.WriteAsync("<rss/>", context.RequestAborted);
            },
            _authority.Issue("127.0.0.2"));
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust);

        var failed = await fetcher.FailedAsync(new Uri($"https://127.0.0.2:{origin.Port}/"), FailureClass.TooLarge);

        Assert.Equal(FetchBound.HeaderBytes, failed.Bound);
    }

    [Fact]
    public async Task H07_a_body_that_is_aborted_over_HTTP_2_is_truncated()
    {
        await using var origin = await KestrelOrigin.StartAsync(
            async context =>
            {
                await context.Response.WriteAsync("<rss><item>half an it", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
            },
            _authority.Issue("127.0.0.2"));
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust);

        await fetcher.FailedAsync(new Uri($"https://127.0.0.2:{origin.Port}/"), FailureClass.Truncated);
    }

    [Fact]
    public async Task N09_a_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var origin = await AskedNeverAsync("127.0.0.2");
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(new Uri($"https://127.0.0.2:{origin.Port}/"), FailureClass.Tls);

        Assert.Contains("nobody whom this system trusts", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N09_an_expired_certificate_is_refused()
    {
        await using var origin = await AskedNeverAsync("127.0.0.2", expired: true);
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust);

        var failed = await fetcher.FailedAsync(new Uri($"https://127.0.0.2:{origin.Port}/"), FailureClass.Tls);

        Assert.Contains("has expired", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N09_a_certificate_for_another_host_is_refused()
    {
        await using var origin = await AskedNeverAsync("other.example");
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust, names: FetcherUnderTest.Names(("feeds.example", "127.0.0.2")));

        var failed = await fetcher.FailedAsync(new Uri($"https://feeds.example:{origin.Port}/"), FailureClass.Tls);

        Assert.Contains("for another host", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N09_a_server_that_does_not_speak_TLS_is_refused()
    {
        await using var origin = await KestrelOrigin.StartAsync(_ => throw new InvalidOperationException("Nothing should be asked without a secure connection."));
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(new Uri($"https://127.0.0.2:{origin.Port}/"), FailureClass.Tls);
    }

    [Fact]
    public async Task N09_an_outdated_protocol_is_refused()
    {
#pragma warning disable SYSLIB0039, CA5397 // The outdated protocol is what is tested.
        await using var origin = await KestrelOrigin.StartAsync(
            _ => throw new InvalidOperationException("Nothing should be asked without a secure connection."), _authority.Issue("127.0.0.2"), SslProtocols.Tls);
#pragma warning restore SYSLIB0039, CA5397
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust);

        await fetcher.FailedAsync(new Uri($"https://127.0.0.2:{origin.Port}/"), FailureClass.Tls);
    }

    [Fact]
    public async Task T02_secrets_are_not_led_from_https_to_http()
    {
        await using var plain = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>");
        await using var origin = await KestrelOrigin.StartAsync(
            context =>
            {
                context.Response.Redirect(plain.Url().AbsoluteUri);
                return Task.CompletedTask;
            },
            _authority.Issue("127.0.0.2"));
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust);
        var url = new Uri($"https://127.0.0.2:{origin.Port}/");

        await fetcher.FailedAsync(new FetchRequest(url) { Authorization = "Bearer t0ken" }, FailureClass.Redirect);
        Assert.Empty(plain.Requests);
        await fetcher.FetchedAsync(url);
        Assert.Single(plain.Requests);
    }

    [Fact]
    public async Task A_downgrade_is_followed_unless_the_settings_refuse_it()
    {
        await using var plain = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>");
        await using var origin = await KestrelOrigin.StartAsync(
            context =>
            {
                context.Response.Redirect(plain.Url().AbsoluteUri);
                return Task.CompletedTask;
            },
            _authority.Issue("127.0.0.2"));
        using var strict = new FetcherUnderTest(FetcherUnderTest.Options with { RefuseDowngrade = true }, trust: _authority.Trust);
        var url = new Uri($"https://127.0.0.2:{origin.Port}/");

        var failed = await strict.FailedAsync(url, FailureClass.Redirect);

        Assert.Contains("Fetching:RefuseDowngrade", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(plain.Requests);
    }

    [Theory]
    [InlineData("feeds.example", false)]
    [InlineData("feeds.example", true)]
    [InlineData("127.0.0.2", false)]
    [InlineData("127.0.0.2", true)]
    public async Task A_feed_with_an_exception_is_fetched_whatever_its_certificate(string host, bool pinned)
    {
        using var certificate = _authority.Issue("other.example", expired: true);
        await using var origin = await KestrelOrigin.StartAsync(context => context.Response.WriteAsync("<rss/>", context.RequestAborted), certificate);
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("feeds.example", "127.0.0.2")));
        var request = new FetchRequest(new Uri($"https://{host}:{origin.Port}/"));

        await fetcher.FetchedAsync(request with { Certificate = new(pinned ? ServerCertificate.Pin(certificate) : null) });

        // The connection that was let through is not there for anyone else.
        await fetcher.FailedAsync(request, FailureClass.Tls);
    }

    [Fact]
    public async Task A_pin_refuses_every_other_key_however_well_it_is_vouched_for()
    {
        using var other = _authority.Issue("127.0.0.2");
        await using var origin = await AskedNeverAsync("127.0.0.2");
        using var fetcher = new FetcherUnderTest(trust: _authority.Trust);

        var failed = await fetcher.FailedAsync(
            new FetchRequest(new Uri($"https://127.0.0.2:{origin.Port}/")) { Certificate = new(ServerCertificate.Pin(other)) }, FailureClass.Tls);

        Assert.Contains("another key than the one that is pinned", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_does_not_hold_for_a_host_that_the_feed_redirects_to()
    {
        await using var other = await AskedNeverAsync("other.example");
        await using var origin = await KestrelOrigin.StartAsync(
            context =>
            {
                context.Response.Redirect($"https://other.example:{other.Port}/");
                return Task.CompletedTask;
            },
            _authority.Issue("127.0.0.2"));
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("other.example", "127.0.0.2")));

        var failed = await fetcher.FailedAsync(new FetchRequest(new Uri($"https://127.0.0.2:{origin.Port}/")) { Certificate = new(null) }, FailureClass.Tls);

        Assert.Single(failed.Redirects);
    }

    [Fact]
    public async Task An_exception_holds_behind_a_proxy()
    {
        await using var origin = await KestrelOrigin.StartAsync(context => context.Response.WriteAsync("<rss/>", context.RequestAborted), _authority.Issue("feeds.example"));
        await using var proxy = new LoopbackProxy();
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("feeds.example", "198.41.0.4")));
        var request = new FetchRequest(new Uri($"https://feeds.example:{origin.Port}/")) { Proxy = proxy.Url("http") };

        await fetcher.FailedAsync(request, FailureClass.Tls);
        await fetcher.FetchedAsync(request with { Certificate = new(null) });
    }

    public void Dispose() => _authority.Dispose();

    private Task<KestrelOrigin> AskedNeverAsync(string host, bool expired = false) => KestrelOrigin.StartAsync(
        _ => throw new InvalidOperationException("Nothing should be asked without a secure connection."), _authority.Issue(host, expired), SslProtocols.None);
}
