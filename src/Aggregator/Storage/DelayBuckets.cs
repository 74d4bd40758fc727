namespace Aggregator.Storage;

/// <summary>
/// Delays sorted into buckets that grow with them, four to each doubling: a percentile that is read from them is wrong by a tenth at most, and hours
/// can be added up.
/// </summary>
internal static class DelayBuckets
{
    private const double PerDoubling = 4;

    /// <summary>More than 30 years.</summary>
    private const int Last = 120;

    /// <summary>0 up to one second.</summary>
    public static int Of(TimeSpan delay) => delay.TotalSeconds <= 1 ? 0 : Math.Min(Last, 1 + (int)(Math.Log2(delay.TotalSeconds) * PerDoubling));

    /// <summary>The delay that so many of all were not longer than; null without any.</summary>
    /// <param name="counts">By bucket.</param>
    /// <param name="share">0.5 for the median.</param>
    public static TimeSpan? Percentile(IEnumerable<KeyValuePair<int, long>> counts, double share)
    {
        var sorted = counts.OrderBy(count => count.Key).ToList();
        var wanted = sorted.Sum(count => count.Value) * share;
        foreach (var (bucket, count) in sorted)
        {
            wanted -= count;
            if (wanted <= 0)
                return Middle(bucket);
        }
        return null;
    }

    private static TimeSpan Middle(int bucket) => TimeSpan.FromSeconds(bucket == 0 ? 1 : Math.Pow(2, (bucket - 0.5) / PerDoubling));
}
