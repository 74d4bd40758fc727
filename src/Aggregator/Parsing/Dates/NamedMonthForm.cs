using System.Globalization;

namespace Aggregator.Parsing.Dates;

/// <summary>
/// A month by name, in any order: RFC 822 and 5322, asctime, <c>December 22, 2017 - 3:09pm</c>, <c>2004-július-13T9:15-05:00</c>.
/// The weekday is not looked at: it is wrong too often.
/// </summary>
internal static class NamedMonthForm
{
    private static readonly string[] Fillers = ["at", "um", "de", "del", "le", "la", "à", "om", "kl", "of", "the", "klo", "o", "г", "р", "uhr"];

    public static DateTimeOffset? Read(string text)
    {
        var at = Divide(text);
        var date = WithoutDesignator(text.AsSpan(0, at));
        var time = text[at..];
        int month = 0, day = -1, year = -1;
        var words = 0;
        foreach (var range in date.SplitAny(' ', ',', '-', '/'))
        {
            var word = date[range].Trim('.');
            if (word.IsEmpty)
                continue;
            words++;
            if (MonthNames.Find(word) is > 0 and var named)
            {
                month = named;
            }
            else if (Number(word, out var digits) is { } number)
            {
                if (digits >= 4 || (day >= 0 && year < 0))
                    year = DateText.FullYear(number, digits);
                else if (day < 0)
                    day = number;
                else
                    return null;
            }
            else if (words > 1 && !IsFiller(word) && !IsWeekday(word))
            {
                if (month == 0 || (!ZoneReader.IsAbbreviation(word) && ZoneReader.Offset(word) is null))
                    return null;
            }
        }

        if (month == 0)
            return null;
        if (year < 0 && !TakeYear(ref time, out year))
            return null;
        var clock = ClockReader.Read(time);
        return clock is null ? null : DateText.Build(year, month, day < 0 ? 1 : day, clock);
    }

    /// <summary>The time begins at the digits before the first colon; what stands behind it is its zone (and, in asctime, the year). Without a colon there is none.</summary>
    private static int Divide(string text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0)
            return text.Length;
        var start = colon;
        while (start > 0 && colon - start < 2 && char.IsAsciiDigit(text[start - 1]))
            start--;
        return start;
    }

    private static ReadOnlySpan<char> WithoutDesignator(ReadOnlySpan<char> date) => date is [.., var digit, 'T' or 't'] && char.IsAsciiDigit(digit) ? date[..^1] : date;

    private static bool TakeYear(ref string time, out int year)
    {
        year = 0;
        var words = time.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i].Length == 4 && int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out year))
            {
                words[i] = "";
                time = string.Join(' ', words.Where(w => w.Length > 0));
                return true;
            }
        }

        return false;
    }

    /// <summary>Digits, maybe with an English or other ordinal ending.</summary>
    private static int? Number(ReadOnlySpan<char> word, out int length)
    {
        var digits = word.TrimEnd("stndrhSTNDRHerªº");
        length = digits.Length;
        if (word.Length - length > 2 || length is 0 or > 4)
            return null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool IsFiller(ReadOnlySpan<char> word)
    {
        foreach (var filler in Fillers)
        {
            if (word.Equals(filler, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsWeekday(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
            return false;
        foreach (var day in (ReadOnlySpan<string>)["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        {
            if (word.StartsWith(day, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
