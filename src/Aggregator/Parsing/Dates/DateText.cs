using System.Text;

namespace Aggregator.Parsing.Dates;

/// <summary>Brings what was written to one shape before any form looks at it.</summary>
internal static class DateText
{
    /// <summary>Whoever writes dates with Korean units means the clocks there.</summary>
    private const string KoreanTime = " +0900";

    private static readonly char[] Ends = [' ', ',', '.'];
    private static readonly char[] LastEnds = ['-', ' '];

    /// <summary>White space is one blank, remarks in parentheses go, East Asian date units become separators.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
        {
            if (c == '(')
                depth++;
            else if (c == ')' && depth > 0)
                depth--;
            else if (depth == 0)
                Append(tidy, c);
        }

        var tidied = tidy.ToString().Trim(Ends).TrimEnd(LastEnds);
        return text.Contains('년') && tidied.Contains(':') && char.IsAsciiDigit(tidied[^1]) ? tidied + KoreanTime : tidied;
    }

    private static void Append(StringBuilder tidy, char c)
    {
        switch (c)
        {
            case '年' or '月' or '년' or '월':
                tidy.Append('-');
                break;
            case '日' or '일':
                tidy.Append(' ');
                break;
            case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212':
                tidy.Append('-');
                break;
            default:
                if (!char.IsWhiteSpace(c))
                    tidy.Append(c);
                else if (tidy.Length > 0 && tidy[^1] is not (' ' or '-'))
                    tidy.Append(' ');
                else if (tidy.Length > 0 && tidy[^1] == '-' && tidy.Length > 1 && tidy[^2] == ' ')
                    tidy[^1] = ' ';
                break;
        }
    }

    /// <summary>Builds the instant; null when the calendar has no such day or hour (24:00 and leap seconds are there).</summary>
    public static DateTimeOffset? Build(int year, int month, int day, Clock? clock)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var midnight = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        if (clock is null)
            return new DateTimeOffset(midnight, TimeSpan.Zero);
        var local = midnight + clock.Time;
        var ticks = local.Ticks - clock.Zone.OffsetAt(local).Ticks;
        return ticks < 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>Two digits: 69-99 is the last century (POSIX, and the contract of <c>strptime</c>).</summary>
    public static int FullYear(int written, int digits) => digits > 2 ? written : written >= 69 ? 1900 + written : 2000 + written;
}
