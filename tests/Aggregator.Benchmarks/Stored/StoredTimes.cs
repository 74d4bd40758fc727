namespace Aggregator.Benchmarks.Stored;

/// <summary>What storing so many articles took, by part.</summary>
internal sealed class StoredTimes
{
    public int Articles { get; set; }
    public TimeSpan Rows { get; set; }
    public TimeSpan Search { get; set; }
    public TimeSpan Stories { get; set; }
    public TimeSpan Commit { get; set; }

    public double Each(TimeSpan part) => part.TotalMilliseconds / Math.Max(1, Articles);
}
