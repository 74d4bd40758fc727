using System.Globalization;

namespace Aggregator.Parsing.Dates;

/// <summary>Digits only: <c>20031231</c>, <c>20031231T101455Z</c>, <c>20031231101455</c>, <c>031231</c>, <c>2003335</c>, <c>2003</c>, and seconds or milliseconds since 1970.</summary>
internal static class DigitsForm
{
    public static DateTimeOffset? Read(string text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        var rest = text.AsSpan(count);
        if (!rest.IsEmpty && !(count == 8 && rest[0] is 'T' or 't' or ' '))
            return null;
        return count switch
        {
            4 => DateText.Build(Number(text, 0, 4), 1, 1, null),
            6 => DateText.Build(DateText.FullYear(Number(text, 0, 2), 2), Number(text, 2, 2), Number(text, 4, 2), null),
            5 => Ordinal(DateText.FullYear(Number(text, 0, 2), 2), Number(text, 2, 3)),
            7 => Ordinal(Number(text, 0, 4), Number(text, 4, 3)),
            8 => WithClock(text, rest),
            14 => ClockReader.Read(text.AsSpan(8)) is { } clock ? DateText.Build(Number(text, 0, 4), Number(text, 4, 2), Number(text, 6, 2), clock) : null,
            9 or 10 => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)),
            12 or 13 => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture) / 1000),
            _ => null,
        };
    }

    private static DateTimeOffset? WithClock(string text, ReadOnlySpan<char> rest)
    {
        var clock = rest.IsEmpty ? null : ClockReader.Read(rest[1..]);
        return !rest.IsEmpty && clock is null ? null : DateText.Build(Number(text, 0, 4), Number(text, 4, 2), Number(text, 6, 2), clock);
    }

    private static DateTimeOffset? Ordinal(int year, int day) =>
        day is < 1 or > 366 || (day == 366 && !DateTime.IsLeapYear(Math.Max(1, year))) ? null : DateText.Build(year, 1, 1, null)?.AddDays(day - 1);

    private static int Number(string text, int start, int length) => int.Parse(text.AsSpan(start, length), CultureInfo.InvariantCulture);
}
