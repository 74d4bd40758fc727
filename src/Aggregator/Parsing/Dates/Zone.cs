namespace Aggregator.Parsing.Dates;

/// <summary>A fixed offset from UTC, or a region whose offset depends on the day.</summary>
internal readonly record struct Zone(TimeSpan Offset, TimeZoneInfo? Region = null)
{
    public static readonly Zone Utc = new(TimeSpan.Zero);

    public TimeSpan OffsetAt(DateTime local) => Region?.GetUtcOffset(local) ?? Offset;
}
