using Aggregator.Storage.Sqlite.Runs;
using CsCheck;

namespace Aggregator.Tests.Storage.Runs;

public sealed class ValueFilterTests
{
    [Fact]
    public void Nothing_that_was_added_is_denied_though_there_was_room_for_less() => Gen.Select(Gen.Long[0, 1L << 48].Array[0, 5_000], Gen.Int[0, 5_000]).Sample((values, room) =>
    {
        var filter = Filter(values, room);
        return values.All(filter.MayHave) && values.All(new ValueFilter(filter.Bytes).MayHave) && filter.Bytes.Length == ValueFilter.Length(room);
    }, iter: 50);

    [Theory]
    [InlineData(1_000)]
    [InlineData(200_000)]
    public void Few_that_were_not_are_taken_for_known(int count)
    {
        // The smallest of many hashes, as the story index has them: near to each other.
        var random = new Random(3);
        var filter = Filter([.. Enumerable.Range(0, count).Select(_ => random.NextInt64(1L << 40) * 2)], count);
        var taken = Enumerable.Range(0, 20_000).Count(_ => filter.MayHave((random.NextInt64(1L << 40) * 2) + 1));
        Assert.InRange(taken, 0, 20_000 * 2 / 100);
    }

    [Fact]
    public void Where_nothing_was_added_everything_is_denied() => Assert.False(new ValueFilter(0).MayHave(0));

    private static ValueFilter Filter(long[] values, int room)
    {
        var filter = new ValueFilter(room);
        foreach (var value in values)
            filter.Add(value);
        return filter;
    }
}
