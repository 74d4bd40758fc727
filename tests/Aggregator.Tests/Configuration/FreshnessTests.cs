using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

public sealed class FreshnessTests
{
    [Theory]
    [InlineData("12", "2h")]
    [InlineData("1", "1d")]
    [InlineData("288", "5m")]
    [InlineData("30m", "1h")]
    [InlineData("5m", "10m")]
    [InlineData("12h", "1d")]
    public void It_is_a_number_of_polls_or_a_delay_and_is_written_as_it_is_read(string text, string interval)
    {
        var freshness = Freshness.Parse(text);
        Assert.Equal(text, freshness.ToString());
        Assert.Equal(interval, Durations.Format(freshness!.Value.Interval));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("289")]
    [InlineData("-3")]
    [InlineData("4m59s")]
    [InlineData("12h1m")]
    [InlineData("often")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.Null(Freshness.Parse(text));
}
