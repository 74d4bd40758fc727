using System.Net;
using Aggregator.Outputs.Access;
using Aggregator.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Outputs.Access;

public sealed class FailureLimitTests
{
    private readonly FakeTimeProvider _time = new(TestPolls.Noon);

    [Fact]
    public void Addresses_are_counted_apart_but_a_customers_network_as_one()
    {
        var limit = new FailureLimit(_time);
        for (var i = 0; i < FailureLimit.PerMinute; i++)
            Assert.Null(limit.Count(IPAddress.Parse($"2001:db8:1:2::{i}")));
        Assert.NotNull(limit.Count(IPAddress.Parse("2001:db8:1:2:ffff::")));
        Assert.Null(limit.Count(IPAddress.Parse("2001:db8:1:3::1")));
        Assert.Null(limit.Count(IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void An_ipv4_address_is_the_same_however_it_is_written()
    {
        var limit = new FailureLimit(_time);
        for (var i = 0; i < FailureLimit.PerMinute; i++)
            Assert.Null(limit.Count(IPAddress.Parse(i % 2 == 0 ? "192.0.2.1" : "::ffff:192.0.2.1")));
        Assert.NotNull(limit.Count(IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void Newcomers_beyond_the_memory_share_a_count_until_older_ones_are_forgotten()
    {
        var limit = new FailureLimit(_time);
        for (var i = 0; i < FailureLimit.Addresses; i++)
            Assert.Null(limit.Count(new IPAddress(0x0A00_0000L + i)));
        for (var i = 0; i < FailureLimit.PerMinute; i++)
            Assert.Null(limit.Count(new IPAddress(0x0B00_0000L + i)));
        Assert.NotNull(limit.Count(new IPAddress(0x0C00_0000L)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(limit.Count(new IPAddress(0x0C00_0000L)));
    }
}
