namespace Aggregator.Storage.Stories;

/// <summary>What is known of the values that the story index has in one period, while it is read little by little.</summary>
internal sealed class PeriodValues
{
    public ValueFilter Values { get; } = new();

    /// <summary>Lower values have all been read.</summary>
    public long ReadTo { get; set; } = long.MinValue;

    /// <summary>Whether there may be entries of a value.</summary>
    public bool MayHave(long value) => value >= ReadTo || Values.MayHave(value);
}
