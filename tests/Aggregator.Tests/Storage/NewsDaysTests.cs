using Aggregator.Storage;

namespace Aggregator.Tests.Storage;

public sealed class NewsDaysTests
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;

    [Theory]
    [InlineData(0b1111, 3)]
    // Weekdays only: a weekend is no silence.
    [InlineData(0b1_1111_0011, 9)]
    // Once a week.
    [InlineData(1 | (1 << 7) | (1 << 14) | (1 << 21), 21)]
    public void Three_times_the_longest_pause_is_silence(long days, int silence) =>
        Assert.Equal(Noon.AddDays(silence), NewsDays.QuietAfter(days, Noon));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0b111)]
    public void Before_there_is_a_rhythm_nothing_is_called_silence(long days) => Assert.Null(NewsDays.QuietAfter(days, Noon));
}
