using Aggregator.Commands.Status;

namespace Aggregator.Tests.Commands.Status;

public sealed class SparkLineTests
{
    [Theory]
    [InlineData(new long[0], "")]
    [InlineData(new long[] { 0, 0 }, "··")]
    [InlineData(new long[] { 1 }, "█")]
    [InlineData(new long[] { 8, 7, 4, 1, 0 }, "█▇▄▁·")]
    [InlineData(new long[] { 1_000_000, 1, 0, 500_000 }, "█▁·▄")]
    public void The_largest_is_full_and_a_little_differs_from_nothing(long[] numbers, string line) => Assert.Equal(line, SparkLine.Of(numbers));
}
