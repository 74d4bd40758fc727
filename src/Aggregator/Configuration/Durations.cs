using System.Globalization;
using System.Text;

namespace Aggregator.Configuration;

/// <summary>
/// The one notation of durations, for settings, lists and console: whole numbers with a unit, largest first, such as <c>30s</c>,
/// <c>250ms</c>, <c>7d</c> or <c>1h30m</c>. A bare number is refused: nobody knows whether 30 means seconds or minutes.
/// </summary>
internal static class Durations
{
    public const string Allowed = "a duration such as 250ms, 30s, 5m, 12h, 7d or 1h30m";

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>False when the text is not in the notation, a unit repeats or comes out of order, or the sum does not fit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        var total = 0L;
        var nextUnit = 0;
        if (text.IsEmpty)
            return false;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits < 1 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            text = text[digits..];
            var end = text.IndexOfAnyInRange('0', '9');
            var name = end < 0 ? text : text[..end];
            text = text[name.Length..];
            while (nextUnit < Units.Length && !name.SequenceEqual(Units[nextUnit].Name))
                nextUnit++;
            if (nextUnit == Units.Length || number > (long.MaxValue - total) / Units[nextUnit].Ticks)
                return false;
            total += number * Units[nextUnit++].Ticks;
        }

        duration = new TimeSpan(total);
        return true;
    }

    /// <summary>
    /// The shortest text that <see cref="TryParse"/> reads back, rounded down to milliseconds; negative ones carry a minus sign.
    /// With <paramref name="parts"/> only so many units are shown, for people: <c>2d3h</c>.
    /// </summary>
    public static string Format(TimeSpan duration, int parts = int.MaxValue)
    {
        var rest = duration.Ticks < 0 ? 0UL - (ulong)duration.Ticks : (ulong)duration.Ticks;
        var text = new StringBuilder();
        foreach (var (name, ticks) in Units)
        {
            var count = rest / (ulong)ticks;
            rest %= (ulong)ticks;
            if (count > 0 && parts-- > 0)
                text.Append(CultureInfo.InvariantCulture, $"{count}{name}");
        }

        return text.Length == 0 ? "0s" : duration.Ticks < 0 ? $"-{text}" : text.ToString();
    }
}
