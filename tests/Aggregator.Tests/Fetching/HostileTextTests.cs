using System.Net.Sockets;
using Aggregator.Fetching;
using Aggregator.Tests.Configuration;

namespace Aggregator.Tests.Fetching;

/// <summary>What must not be in reasons and logs: the operator's secrets, and whatever a publisher would like to write there.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Secrets = ["u5er", "p4ss", "T0K3N", "s3ss", "k3y", "dTVlcjpwNHNz"];

    [Theory]
    [InlineData("HTTP/1.1 404 Where\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://[bad?token=T0K3N\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /feed?token=T0K3N\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://u5er:p4ss@127.0.0.2/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/?T0K3N\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: ftp://u5er:p4ss@127.0.0.2/T0K3N\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("SSH-2.0 T0K3N\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nT0K3N")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: T0K3N\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nT0K3N")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: T0K3N\r\n\r\n")]
    public async Task T03_no_failure_tells_a_secret(string answer)
    {
        await using var origin = RawOrigin.Saying(answer);
        var logger = new RecordingLogger<FeedFetcher>();
        using var fetcher = new FetcherUnderTest(logger: logger);

        AssertSilent(await fetcher.FetchAsync(Secret($"http://u5er:p4ss@{origin.Authority}/feed?token=T0K3N")), logger);
    }

    [Theory]
    [InlineData("http://u5er:p4ss@127.0.0.2:22/?token=T0K3N")]
    [InlineData("http://u5er:p4ss@127.0.0.1/?token=T0K3N")]
    [InlineData("http://u5er:p4ss@absent.example/?token=T0K3N")]
    [InlineData("http://u5er:p4ss@odd.example/?token=T0K3N")]
    [InlineData("ftp://u5er:p4ss@127.0.0.2/?token=T0K3N")]
    public async Task T03_no_failure_before_any_answer_tells_a_secret(string url)
    {
        var logger = new RecordingLogger<FeedFetcher>();
        using var fetcher = new FetcherUnderTest(
            names: (host, _) => host == "odd.example" ? throw new TimeZoneNotFoundException("odd") : throw new SocketException((int)SocketError.HostNotFound), logger: logger);

        AssertSilent(await fetcher.FetchAsync(Secret(url)), logger);
        AssertSilent(await fetcher.FetchAsync(Secret(url) with { Proxy = new Uri("ftp://u5er:p4ss@127.0.0.1/") }), logger);
        AssertSilent(await fetcher.FetchAsync(Secret(url) with { Headers = new Dictionary<string, string> { ["X-Api-Key"] = "k3y\r\n" } }), logger);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 x\u001b[2J\u0085crit: forged\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 503 crit:\tforged\r\ncf-mitigated: challenge\u001b[2J\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://\u001b[2Jforged/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: javascript:forged\u0085\u001b\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: forged\u001b[2J\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: forged\u001b[2J\r\n\r\n")]
    [InlineData("HTTP/1.1 2forged\u001b[2J\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nforged\u001b[2J\r\n\r\n")]
    public async Task T11_no_reason_repeats_what_a_server_writes(string answer)
    {
        await using var origin = RawOrigin.Saying(answer);
        var logger = new RecordingLogger<FeedFetcher>();
        using var fetcher = new FetcherUnderTest(logger: logger);

        var failed = Assert.IsType<FetchOutcome.Failed>(await fetcher.FetchAsync(origin.Url()));

        Assert.DoesNotContain(failed.Reason, char.IsControl);
        Assert.DoesNotContain("forged", failed.Reason, StringComparison.Ordinal);
        Assert.True(failed.Reason.Length < 300, failed.Reason);
        Assert.Empty(logger.Lines);
    }

    private static FetchRequest Secret(string url) => new(new Uri(url))
    {
        Headers = new Dictionary<string, string> { ["Cookie"] = "s3ss", ["X-Api-Key"] = "k3y" },
    };

    private static void AssertSilent(FetchOutcome outcome, RecordingLogger<FeedFetcher> logger)
    {
        var failed = Assert.IsType<FetchOutcome.Failed>(outcome);
        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(secret, failed.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(logger.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }
}
