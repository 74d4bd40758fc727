using System.Globalization;

namespace Aggregator.Configuration;

/// <summary>How fresh interval <c>auto</c> keeps a feed: by a number of polls, or by a target for the delay of its articles.</summary>
/// <param name="Polls">Polls a day on average, 1 to 288; 0 when there is a target delay.</param>
/// <param name="Delay">Time from publication to poll that the articles wait on average, at most; zero when polls are counted.</param>
internal readonly record struct Freshness(int Polls, TimeSpan Delay)
{
    public const int MostPolls = 288;

    public static readonly TimeSpan LeastDelay = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(12);

    public static Freshness OfPolls(int polls) => new(polls, TimeSpan.Zero);

    public static Freshness OfDelay(TimeSpan delay) => new(0, delay);

    public bool IsDelay => Polls == 0;

    /// <summary>The interval that would do the same for a publisher without habits.</summary>
    public TimeSpan Interval => IsDelay ? Delay * 2 : TimeSpan.FromDays(1) / Polls;

    /// <summary>Null when it is neither, or out of range.</summary>
    public static Freshness? Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var polls))
            return polls is >= 1 and <= MostPolls ? OfPolls(polls) : null;
        return Durations.TryParse(text, out var delay) && delay >= LeastDelay && delay <= LongestDelay ? OfDelay(delay) : null;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => IsDelay ? Durations.Format(Delay) : Polls.ToString(CultureInfo.InvariantCulture);
}
