using System.Net;
using Aggregator.Fetching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows N11 to N13 and the host forms of the first threat: nothing reaches the internal network.</summary>
public sealed class AddressGuardTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task N11_T01_a_name_that_leads_inside_is_refused(string address)
    {
        using var canary = new Canary();
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("feeds.example", address)));

        var failed = await fetcher.FailedAsync(new Uri($"http://feeds.example:{canary.Port}/"), FailureClass.BlockedAddress);

        Assert.Contains("feeds.example leads to ", failed.Reason, StringComparison.Ordinal);
        canary.AssertSilent();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("017700000001")]
    [InlineData("0")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("127。0。0。1")]
    [InlineData("①②⑦.⓪.⓪.①")]
    [InlineData("１２７．０．０．１")]
    [InlineData("0ｘ7ｆ.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("127.1.")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("127.0.1")]
    [InlineData("𝟏𝟐𝟕.0.0.1")]
    [InlineData("12\u200B7.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("169.254.169.254")]
    [InlineData("[fd00:ec2::254]")]
    public async Task N11_T01_no_way_of_writing_an_inner_address_gets_through(string host)
    {
        using var canary = new Canary();
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names());

        await fetcher.FailedAsync(new Uri($"http://{host}:{canary.Port}/"), FailureClass.BlockedAddress);

        canary.AssertSilent();
    }

    [Fact]
    public async Task N11_the_allowed_address_of_several_is_taken()
    {
        await using var origin = RawOrigin.Saying(Ok);
        using var canary = new Canary();
        using var fetcher = new FetcherUnderTest(names: FetcherUnderTest.Names(("feeds.example", "127.0.0.1"), ("feeds.example", "127.0.0.2")));

        await fetcher.FetchedAsync(new Uri($"http://feeds.example:{origin.Port}/"));

        canary.AssertSilent();
    }

    [Fact]
    public async Task The_next_address_is_tried_when_the_first_refuses()
    {
        await using var origin = RawOrigin.Saying(Ok);
        var options = FetcherUnderTest.Options with { AllowedNetworks = [IPNetwork.Parse("127.0.0.2/31")] };
        using var fetcher = new FetcherUnderTest(options, names: FetcherUnderTest.Names(("feeds.example", "127.0.0.3"), ("feeds.example", "127.0.0.2")));

        await fetcher.FetchedAsync(new Uri($"http://feeds.example:{origin.Port}/"));

        Assert.Single(origin.Requests);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("LOCALHOST")]
    public async Task T01_a_name_of_this_machine_is_refused_by_what_it_resolves_to(string host)
    {
        using var canary = new Canary();
        using var fetcher = new FetcherUnderTest(names: Dns.GetHostAddressesAsync);

        var failed = Assert.IsType<FetchOutcome.Failed>(await fetcher.FetchAsync(new Uri($"http://{host}:{canary.Port}/")));

        // Not every system's resolver knows every spelling.
        Assert.True(failed.Class is FailureClass.BlockedAddress || (failed.Class is FailureClass.Dns && host.EndsWith('.')), failed.Reason);
        canary.AssertSilent();
    }

    [Fact]
    public async Task An_allowed_host_is_contacted_where_another_name_of_the_same_address_is_not()
    {
        await using var origin = RawOrigin.Saying(Ok);
        var options = FetcherUnderTest.Options with { AllowedNetworks = [], AllowedHosts = ["feeds.intranet.example"] };
        using var fetcher = new FetcherUnderTest(options, names: FetcherUnderTest.Names(("feeds.intranet.example", "127.0.0.2"), ("other.example", "127.0.0.2")));

        await fetcher.FetchedAsync(new Uri($"http://feeds.intranet.example:{origin.Port}/"));
        await fetcher.FailedAsync(new Uri($"http://other.example:{origin.Port}/"), FailureClass.BlockedAddress);
        await fetcher.FailedAsync(origin.Url(), FailureClass.BlockedAddress);

        Assert.Single(origin.Requests);
    }

    [Fact]
    public async Task N12_a_pooled_connection_stays_with_the_address_that_was_checked()
    {
        var connections = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var origin = await KestrelOrigin.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            return context.Response.WriteAsync("<rss/>", context.RequestAborted);
        });
        using var canary = new Canary();
        var time = new FakeTimeProvider();
        var address = "127.0.0.2";
        using var fetcher = new FetcherUnderTest(time: time, names: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        var url = new Uri($"http://feeds.example:{origin.Port}/");

        await fetcher.FetchedAsync(url);
        address = "127.0.0.1";
        time.Advance(TimeSpan.FromHours(1));
        await fetcher.FetchedAsync(url);

        Assert.Single(connections.Distinct());
        canary.AssertSilent();
    }

    [Fact]
    public async Task N12_a_name_that_turns_inward_is_refused_at_the_next_connection()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 6\r\n\r\n<rss/>");
        var address = "127.0.0.2";
        var time = new FakeTimeProvider();
        using var fetcher = new FetcherUnderTest(time: time, names: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        var url = new Uri($"http://feeds.example:{origin.Port}/");
        await fetcher.FetchedAsync(url);

        address = "127.0.0.1";
        time.Advance(TimeSpan.FromSeconds(30));
        await fetcher.FailedAsync(url, FailureClass.BlockedAddress);

        Assert.Single(origin.Requests);
    }

    [Theory]
    [InlineData("http_proxy")]
    [InlineData("HTTP_PROXY")]
    [InlineData("all_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task N13_a_proxy_of_the_environment_is_not_used(string variable)
    {
        using var canary = new Canary();
        await using var origin = RawOrigin.Saying(Ok);
        var before = Environment.GetEnvironmentVariable(variable);
        try
        {
            Environment.SetEnvironmentVariable(variable, canary.Url);
            using var fetcher = new FetcherUnderTest();
            await fetcher.FetchedAsync(origin.Url());
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }

        canary.AssertSilent();
        Assert.StartsWith("GET /feed HTTP/1.1\r\n", Assert.Single(origin.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.2:25/")]
    [InlineData("http://127.0.0.2:6667/")]
    [InlineData("https://127.0.0.2:22/")]
    [InlineData("ftp://127.0.0.2/")]
    [InlineData("file:///etc/passwd")]
    public async Task T01_ports_and_schemes_of_other_protocols_are_refused(string url)
    {
        using var fetcher = new FetcherUnderTest();

        await fetcher.FailedAsync(new Uri(url), FailureClass.BlockedAddress);
    }
}
