using Aggregator.Storage;

namespace Aggregator.Tests.Storage.Reading.Status;

public sealed class DelayBucketsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(1000)]
    [InlineData(86_400)]
    [InlineData(31_536_000)]
    public void What_is_read_from_a_bucket_is_wrong_by_a_tenth_at_most(double seconds)
    {
        var read = DelayBuckets.Percentile(new Dictionary<int, long> { [DelayBuckets.Of(TimeSpan.FromSeconds(seconds))] = 1 }, 0.5)!.Value.TotalSeconds;
        Assert.InRange(read, seconds * 0.9, seconds * 1.1);
    }

    [Theory]
    [InlineData(0.5, 60)]
    [InlineData(0.9, 60)]
    [InlineData(0.95, 7200)]
    [InlineData(1, 7200)]
    public void A_percentile_is_the_delay_that_so_many_were_not_longer_than(double share, double seconds)
    {
        var counts = new Dictionary<int, long> { [DelayBuckets.Of(TimeSpan.FromHours(2))] = 10, [DelayBuckets.Of(TimeSpan.FromMinutes(1))] = 90 };
        Assert.InRange(DelayBuckets.Percentile(counts, share)!.Value.TotalSeconds, seconds * 0.9, seconds * 1.1);
    }

    [Fact]
    public void Without_delays_there_is_no_percentile() => Assert.Null(DelayBuckets.Percentile(new Dictionary<int, long>(), 0.5));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(1e11, 120)]
    public void The_shortest_and_the_longest_have_buckets_too(double seconds, int bucket) => Assert.Equal(bucket, DelayBuckets.Of(TimeSpan.FromSeconds(seconds)));
}
