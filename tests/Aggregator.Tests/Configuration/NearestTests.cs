using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

public sealed class NearestTests
{
    [Theory]
    [InlineData("intervall", "interval")]
    [InlineData("TIMEOUT", "timeout")]
    [InlineData("useragent", "userAgent")]
    [InlineData("tag", "tags")]
    public void A_slip_finds_what_was_meant(string written, string meant) =>
        Assert.Equal(meant, Nearest.To(written, ["auth", "interval", "tags", "timeout", "timeZone", "userAgent"]));
}
