using Aggregator.Configuration;
using CsCheck;

namespace Aggregator.Tests.Configuration;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("250ms", 250)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("12h", 43_200_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("90m", 5_400_000)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    public void The_notation_is_read(string text, long milliseconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1.5h")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("5min")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("10675200d")]
    [InlineData("99999999999999999999s")]
    [InlineData("٣s")]
    public void What_is_not_the_notation_is_refused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Fact]
    public void What_is_written_is_read_back() => Gen.Long[0, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond].Sample(milliseconds =>
    {
        var duration = new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond);
        Assert.True(Durations.TryParse(Durations.Format(duration), out var read));
        Assert.Equal(duration, read);
    });

    [Fact]
    public void No_text_makes_it_throw() => Gen.String[Gen.Char["0159dhms -."], 0, 30].Sample(text =>
    {
        if (Durations.TryParse(text, out var duration))
            Assert.True(duration >= TimeSpan.Zero);
    });

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(999, "999ms")]
    [InlineData(86_400_000, "1d")]
    [InlineData(-90_000, "-1m30s")]
    public void It_writes_the_shortest_text(long milliseconds, string text) => Assert.Equal(text, Durations.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Only_the_largest_parts_are_shown_when_asked() => Assert.Equal("2d3h", Durations.Format(new TimeSpan(2, 3, 4, 5), parts: 2));

    [Fact]
    public void The_least_of_all_durations_can_be_written() => Assert.StartsWith("-10675199d", Durations.Format(TimeSpan.MinValue), StringComparison.Ordinal);
}
