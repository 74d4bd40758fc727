using Aggregator.Storage.Stories;
using CsCheck;

namespace Aggregator.Tests.Storage;

public sealed class ValueFilterTests
{
    [Fact]
    public void Nothing_that_was_added_is_denied() => Gen.Long[0, 1L << 48].Array[0, 5_000].Sample(values =>
    {
        var filter = Filter(values);
        return values.All(filter.MayHave);
    }, iter: 50);

    [Theory]
    [InlineData(1_000)]
    [InlineData(200_000)]
    public void Few_that_were_not_are_taken_for_known(int count)
    {
        // The smallest of many hashes, as the story index has them: near to each other.
        var random = new Random(3);
        var filter = Filter(Enumerable.Range(0, count).Select(_ => random.NextInt64(1L << 40) * 2));
        var taken = Enumerable.Range(0, 20_000).Count(_ => filter.MayHave((random.NextInt64(1L << 40) * 2) + 1));
        Assert.InRange(taken, 0, 20_000 * 5 / 100);
        Assert.False(filter.IsFull);
    }

    [Fact]
    public void What_is_too_much_is_not_kept_and_nothing_is_denied_then()
    {
        var filter = new ValueFilter();
        for (var value = 0L; !filter.IsFull; value++)
        {
            Assert.True(value < 30_000_000);
            filter.Add(value);
        }
        filter.Add(-1);
        Assert.True(filter.MayHave(-2));
        Assert.True(filter.IsFull);
    }

    private static ValueFilter Filter(IEnumerable<long> values)
    {
        var filter = new ValueFilter();
        foreach (var value in values)
            filter.Add(value);
        return filter;
    }
}
