using System.Numerics;

namespace Aggregator.Storage;

/// <summary>On which days a feed brought something new: 63 bits, bit n for n days before the last news. Enough to know a habit by.</summary>
internal static class NewsDays
{
    private const int Kept = 63;

    /// <summary>Days with news from which on pauses tell something.</summary>
    private const int Rhythm = 4;
    private const long All = long.MaxValue;

    /// <param name="days">The bits until now.</param>
    /// <param name="last">When the last news came, which they count from.</param>
    /// <param name="now">When news came again.</param>
    public static long With(long days, DateTimeOffset? last, DateTimeOffset now)
    {
        var passed = last is { } before ? Day(now) - Day(before) : Kept;
        return passed switch
        {
            < 0 => days | 1,
            >= Kept => 1,
            _ => (days << (int)passed & All) | 1,
        };
    }

    /// <summary>News on at least five of the last seven days up to the last news.</summary>
    public static bool AreDaily(long days) => BitOperations.PopCount((ulong)days & 0x7F) >= 5;

    /// <summary>From when on silence is longer than the feed's rhythm explains: three times its longest pause so far, at least three days. Null before it has one.</summary>
    /// <param name="days">The bits.</param>
    /// <param name="last">When the last news came.</param>
    public static DateTimeOffset? QuietAfter(long days, DateTimeOffset last)
    {
        if (BitOperations.PopCount((ulong)days) < Rhythm)
            return null;
        int longest = 0, previous = 0;
        for (var day = 1; day < Kept; day++)
        {
            if ((days >> day & 1) == 0)
                continue;
            longest = Math.Max(longest, day - previous);
            previous = day;
        }
        return last.AddDays(3 * longest);
    }

    private static long Day(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerDay;
}
