using System.Globalization;

namespace Aggregator.Parsing.Dates;

/// <summary>
/// ISO 8601 and its kin (RFC 3339, W3CDTF): year first, separated by <c>-</c>, <c>/</c> or <c>.</c>, then maybe a time behind <c>T</c> or a blank.
/// Ordinal (<c>2003-335</c>) and week dates (<c>2003-W52-3</c>) too.
/// </summary>
internal static class IsoForm
{
    public static DateTimeOffset? Read(string text)
    {
        if (text.Length < 4 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
            return null;
        var end = text.IndexOfAny(['T', 't', ' ']);
        var date = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        var rest = end < 0 ? default : text.AsSpan(end + 1);
        var separator = date.IndexOfAny('-', '/', '.');
        if (separator != 4 && !(separator == 2 && date.Length == 8 && date[2] == '-' && date[5] == '-'))
            return null;
        Span<Range> ranges = stackalloc Range[4];
        var count = date.Split(ranges, date[separator]);
        if (count is < 1 or > 3 || !int.TryParse(date[ranges[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return null;
        year = DateText.FullYear(year, separator);
        var clock = rest.IsEmpty ? null : ClockReader.Read(rest);
        if (!rest.IsEmpty && clock is null)
            return null;

        var second = date[ranges[1]];
        if (second is ['W' or 'w', ..])
            return Week(year, second[1..], count > 2 ? date[ranges[2]] : "1", clock);
        if (!int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var month))
            return null;
        if (count == 2 && second.Length == 3)
            return month is < 1 or > 366 || (month == 366 && !DateTime.IsLeapYear(Math.Max(1, year))) ? null : DateText.Build(year, 1, 1, clock)?.AddDays(month - 1);
        var day = 1;
        if (count == 3 && !int.TryParse(date[ranges[2]], NumberStyles.None, CultureInfo.InvariantCulture, out day))
            return null;
        return DateText.Build(year, month, day, clock);
    }

    private static DateTimeOffset? Week(int year, ReadOnlySpan<char> week, ReadOnlySpan<char> day, Clock? clock)
    {
        if (!int.TryParse(week, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 53
            || !int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var weekday) || weekday is < 1 or > 7 || year is < 1 or > 9990)
        {
            return null;
        }

        var date = ISOWeek.ToDateTime(year, number, (DayOfWeek)(weekday % 7));
        return DateText.Build(date.Year, date.Month, date.Day, clock);
    }
}
