using System.Net;
using System.Net.Sockets;
using Aggregator.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Fetching;

/// <summary>Row N01 to N08: the network below HTTP fails.</summary>
public sealed class NetworkFaultTests
{
    [Fact]
    public async Task N01_connection_refused_is_a_failure_to_connect()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(new Uri($"http://{closed.LocalEndPoint}/feed"), FailureClass.Connect);

        Assert.Contains("refused", failed.Reason, StringComparison.Ordinal);
        Assert.Null(failed.Status);
    }

    [Fact]
    public async Task N02_a_connection_that_nobody_takes_ends_at_the_connect_limit()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        full.Listen(0);
        var waiting = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var socket in waiting)
        {
            socket.Blocking = false;
            Assert.Equal(SocketError.WouldBlock, Assert.Throws<SocketException>(() => socket.Connect(full.LocalEndPoint!)).SocketErrorCode);
        }

        using var fetcher = new FetcherUnderTest(FetcherUnderTest.Options with { ConnectTimeout = TimeSpan.FromMilliseconds(200) });

        var failed = await fetcher.FailedAsync(new Uri($"http://{full.LocalEndPoint}/feed"), FailureClass.Timeout);

        Assert.Contains("did not take the connection", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(FetchBound.ConnectTime, failed.Bound);
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task N03_silence_after_the_request_ends_at_the_total_limit()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = new RawOrigin(exchange =>
        {
            asked.SetResult();
            return exchange.StallAsync();
        });
        using var fetcher = new FetcherUnderTest(time: time);

        var visit = fetcher.FetchAsync(new FetchRequest(origin.Url()) { Timeout = TimeSpan.FromSeconds(30) });
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(visit.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var failed = Assert.IsType<FetchOutcome.Failed>(await visit);
        Assert.Equal(FailureClass.Timeout, failed.Class);
        Assert.Equal((FetchBound.TotalTime, TimeSpan.FromSeconds(30)), (failed.Bound, failed.Duration));
    }

    [Fact]
    public async Task N03_silence_after_the_request_ends_at_the_first_byte_limit_when_the_feed_sets_none()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = new RawOrigin(exchange =>
        {
            asked.SetResult();
            return exchange.StallAsync();
        });
        using var fetcher = new FetcherUnderTest(time: time);

        var visit = fetcher.FetchAsync(origin.Url());
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(20));

        var failed = Assert.IsType<FetchOutcome.Failed>(await visit);
        Assert.Equal(FailureClass.Timeout, failed.Class);
        Assert.Contains("did not begin to answer within 20 s", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(FetchBound.FirstByteTime, failed.Bound);
    }

    [Fact]
    public async Task N04_T05_a_body_that_stalls_for_ever_is_given_up()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>");
            await exchange.StallAsync();
        });
        using var fetcher = new FetcherUnderTest(FetcherUnderTest.Options with { SlowStart = TimeSpan.FromMilliseconds(100) });

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.Timeout);

        Assert.Contains("too slowly", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(5, failed.BytesReceived);
        Assert.Equal(200, failed.Status);
    }

    [Fact]
    public async Task N05_T05_a_body_that_drips_is_given_up_before_the_deadline()
    {
        var time = new FakeTimeProvider();
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (true)
            {
                await exchange.SayAsync("x");
                time.Advance(TimeSpan.FromMilliseconds(200));
            }
        });
        // The server runs the clock, far ahead of the visitor perhaps: only the pace may end the visit.
        var days = TimeSpan.FromDays(20);
        using var fetcher = new FetcherUnderTest(FetcherUnderTest.Options with { Timeout = days, FirstByteTimeout = days }, time);

        var failed = await fetcher.FailedAsync(origin.Url(), FailureClass.Timeout);

        Assert.Contains("too slowly", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(FetchBound.Rate, failed.Bound);
        Assert.True(failed.Duration < days);
    }

    [Fact]
    public async Task N06_a_reset_inside_the_body_is_a_truncation()
    {
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SayAsync("HTTP/1.1 200 OK\r\nETag: \"new\"\r\nContent-Length: 100\r\n\r\n<rss>");
            exchange.Reset();
        });
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Truncated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2p1\r\n")]
    [InlineData("ICY 200 OK\r\nicy-name: radio\r\n\r\n")]
    [InlineData("<rss version=\"2.0\"><channel/></rss>")]
    public async Task N07_whatever_is_not_HTTP_is_a_failure_to_connect(string answer)
    {
        await using var origin = RawOrigin.Saying(answer);
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(origin.Url(), FailureClass.Connect);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "does not exist")]
    [InlineData(SocketError.NoData, "has no address")]
    [InlineData(SocketError.TryAgain, "do not answer")]
    public async Task N08_a_name_that_does_not_resolve_says_why(SocketError error, string reason)
    {
        using var fetcher = new FetcherUnderTest(names: (_, _) => throw new SocketException((int)error));

        var failed = await fetcher.FailedAsync(new Uri("http://feeds.example/feed"), FailureClass.Dns);

        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N08_silent_name_servers_hold_at_most_eight_lookups_and_end_at_the_connect_limit()
    {
        var lookups = 0;
        var silent = new TaskCompletionSource<IPAddress[]>();
        using var fetcher = new FetcherUnderTest(FetcherUnderTest.Options with { ConnectTimeout = TimeSpan.FromMilliseconds(200) }, names: (_, _) =>
        {
            Interlocked.Increment(ref lookups);
            return silent.Task;
        });

        var visits = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fetcher.FailedAsync(new Uri($"http://feed{i}.example/"), FailureClass.Dns)));

        Assert.All(visits, failed => Assert.Contains("was not resolved within 0.2 s", failed.Reason, StringComparison.Ordinal));
        Assert.Equal(8, lookups);
        silent.SetResult([]);
    }

    [Fact]
    public async Task N08_silent_name_servers_hold_up_nobody_who_needs_none()
    {
        var silent = new TaskCompletionSource<IPAddress[]>();
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest(
            names: (host, _) => host == "known.example" ? Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2")]) : silent.Task);
        await fetcher.FetchedAsync(new Uri($"http://known.example:{origin.Port}/"));
        var held = Enumerable.Range(0, 20).Select(i => fetcher.FetchAsync(new Uri($"http://feed{i}.example/"))).ToList();

        await fetcher.FetchedAsync(origin.Url());
        await fetcher.FetchedAsync(new Uri($"http://known.example:{origin.Port}/"));

        Assert.All(held, visit => Assert.False(visit.IsCompleted));
        silent.SetResult([]);
        Assert.All(await Task.WhenAll(held), outcome => Assert.Equal(FailureClass.Dns, Assert.IsType<FetchOutcome.Failed>(outcome).Class));
    }
}
