using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>How the index of stories is cut in time. A look-up reads the current period and the one before.</summary>
internal static class BandPeriod
{
    /// <summary>A text is looked for 16 to 32 days back, an event 2 to 4.</summary>
    private const int DaysOfShingles = 16;
    private const int DaysOfTerms = 2;

    public static int Of(BandKind kind, DateTimeOffset seenAt) => (int)(seenAt.ToUnixTimeMilliseconds() / Length(kind));

    /// <summary>What was seen earlier is not looked up any more.</summary>
    public static DateTimeOffset Oldest(BandKind kind, DateTimeOffset now) => DateTimeOffset.FromUnixTimeMilliseconds((Of(kind, now) - 1) * Length(kind));

    private static long Length(BandKind kind) => (long)TimeSpan.FromDays(kind == BandKind.Term ? DaysOfTerms : DaysOfShingles).TotalMilliseconds;
}
