namespace Aggregator.Deduplicating;

/// <summary>Which of the dates that publishers write can be believed.</summary>
internal static class PublishingDate
{
    /// <summary>There was no web before; such dates are zero values (1970-01-01, 0001-01-01) in disguise.</summary>
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The date, clamped to <paramref name="now"/> when it lies in the future; null when it is none.</summary>
    public static DateTimeOffset? Plausible(DateTimeOffset? written, DateTimeOffset now) =>
        written is not { } date || date < Earliest ? null
        : date > now ? now
        : date;
}
