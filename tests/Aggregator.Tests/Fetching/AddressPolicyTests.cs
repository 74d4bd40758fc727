using System.Net;
using Aggregator.Fetching.Addresses;

namespace Aggregator.Tests.Fetching;

public sealed class AddressPolicyTests
{
    private static readonly AddressPolicy Public = new([], []);

    [Theory]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("0.1.2.3", "unspecified")]
    [InlineData("10.20.30.40", "private")]
    [InlineData("100.64.0.1", "carrier-grade NAT")]
    [InlineData("100.127.255.254", "carrier-grade NAT")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.0.9", "loopback")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.8", "reserved")]
    [InlineData("192.0.2.77", "documentation")]
    [InlineData("192.88.99.1", "6to4 relay")]
    [InlineData("192.168.178.1", "private")]
    [InlineData("198.19.0.1", "benchmarking")]
    [InlineData("198.51.100.1", "documentation")]
    [InlineData("203.0.113.5", "documentation")]
    [InlineData("224.0.0.251", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::7f00:1", "reserved")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("::ffff:10.0.0.1", "private")]
    [InlineData("64:ff9b::127.0.0.1", "loopback")]
    [InlineData("64:ff9b::169.254.169.254", "link-local")]
    [InlineData("64:ff9b:1::8.8.8.8", "reserved")]
    [InlineData("100::1", "reserved")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo")]
    [InlineData("2001:10::1", "reserved")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("2002:7f00:1::", "6to4")]
    [InlineData("2002:808:808::1", "6to4")]
    [InlineData("3fff:1::1", "documentation")]
    [InlineData("5f00::1", "reserved")]
    [InlineData("fc00::1", "private")]
    [InlineData("fd00:ec2::254", "private")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%3", "link-local")]
    [InlineData("2606:4700::1111%3", "link-local")]
    [InlineData("ff02::fb", "multicast")]
    public void An_address_that_is_not_public_is_refused_by_its_kind(string address, string kind) => Assert.Equal(kind, Public.Refusal("feeds.example", IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.169.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:80b::200e")]
    public void A_public_address_is_not_refused(string address) => Assert.Null(Public.Refusal("feeds.example", IPAddress.Parse(address)));

    [Fact]
    public void An_allowed_network_lifts_the_refusal_for_exactly_itself()
    {
        var policy = new AddressPolicy([IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd12::/32")], []);

        Assert.Null(policy.Refusal("feeds.example", IPAddress.Parse("10.1.255.255")));
        Assert.Null(policy.Refusal("feeds.example", IPAddress.Parse("::ffff:10.1.0.1")));
        Assert.Null(policy.Refusal("feeds.example", IPAddress.Parse("fd12::1")));
        Assert.Equal("private", policy.Refusal("feeds.example", IPAddress.Parse("10.2.0.0")));
        Assert.Equal("private", policy.Refusal("feeds.example", IPAddress.Parse("fd13::1")));
        // Another way to the same number is another network.
        Assert.Equal("private", policy.Refusal("feeds.example", IPAddress.Parse("64:ff9b::10.1.0.1")));
    }

    [Fact]
    public void A_proxy_may_stand_in_a_private_network_but_not_where_clouds_keep_their_metadata()
    {
        var policy = AddressPolicy.ForProxies([]);

        Assert.Null(policy.Refusal("feeds.example", IPAddress.Loopback));
        Assert.Null(policy.Refusal("feeds.example", IPAddress.Parse("192.168.0.1")));
        Assert.Equal("link-local", policy.Refusal("feeds.example", IPAddress.Parse("169.254.169.254")));
        Assert.Equal("unspecified", policy.Refusal("feeds.example", IPAddress.Any));
    }

    [Theory]
    [InlineData("feeds.intranet.example", "10.1.2.3", true)]
    [InlineData("FEEDS.intranet.example.", "127.0.0.1", true)]
    [InlineData("deep.below.wiki.example", "fd00::1", true)]
    [InlineData("feeds.intranet.example", "::ffff:192.168.0.9", true)]
    [InlineData("feeds.intranet.example", "169.254.169.254", false)]
    [InlineData("feeds.intranet.example", "fe80::1", false)]
    [InlineData("feeds.intranet.example", "64:ff9b::10.0.0.1", false)]
    [InlineData("feeds.intranet.example", "0.0.0.0", false)]
    [InlineData("wiki.example", "10.1.2.3", false)]
    [InlineData("notwiki.example", "10.1.2.3", false)]
    [InlineData("other.example", "10.1.2.3", false)]
    [InlineData("10.1.2.3", "10.1.2.3", false)]
    public void An_allowed_host_may_stand_in_private_networks_but_not_where_clouds_keep_their_metadata(string host, string address, bool allowed)
    {
        var policy = new AddressPolicy([], ["feeds.intranet.example", "*.wiki.example"]);

        Assert.Equal(allowed, policy.Refusal(host, IPAddress.Parse(address)) is null);
    }
}
