namespace Aggregator.Parsing.Dates;

/// <summary>Reads <c>16:31</c>, <c>4:31:07.5 pm</c>, <c>163107</c> and the zone behind it.</summary>
internal static class ClockReader
{
    private static readonly string[] Before = ["오후", "오전", "下午", "上午", "午後", "午前"];

    /// <summary>Null when it is no time of day. An empty text is midnight UTC.</summary>
    public static Clock? Read(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" ,-").TrimEnd();
        if (text.IsEmpty)
            return new Clock(TimeSpan.Zero, Zone.Utc);
        bool? afternoon = null;
        var zone = Zone.Utc;
        foreach (var word in Before)
        {
            if (!text.StartsWith(word, StringComparison.Ordinal))
                continue;
            afternoon = word is "오후" or "下午" or "午後";
            zone = word[0] == '오' ? new Zone(TimeSpan.FromHours(9)) : zone;
            text = text[word.Length..].Trim();
        }

        if (!Digits(ref text, 2, out var hour))
            return null;
        int minute = 0, second = 0;
        if (text is [':' or '.', ..])
        {
            text = text[1..];
            if (!Digits(ref text, 2, out minute))
                return null;
            if (text is [':' or '.', ..] && text.Length > 1 && char.IsAsciiDigit(text[1]))
            {
                text = text[1..];
                if (!Digits(ref text, 2, out second))
                    return null;
            }
        }
        else if (text.Length >= 2 && char.IsAsciiDigit(text[0]))
        {
            if (!Digits(ref text, 2, out minute) || (text.Length > 0 && char.IsAsciiDigit(text[0]) && !Digits(ref text, 2, out second)))
                return null;
        }

        if (text is ['.' or ',' or ':', ..])
            text = text[1..].TrimStart("0123456789");
        text = text.Trim();
        afternoon = HalfOfDay(ref text) ?? afternoon;
        if (afternoon is not null && hour <= 12)
            hour = hour % 12 + (afternoon.Value ? 12 : 0);
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute | second) != 0))
            return null;
        var time = new TimeSpan(hour, minute, Math.Min(second, 59));
        return new Clock(time, text.IsEmpty ? zone : ZoneReader.Read(text));
    }

    private static bool? HalfOfDay(ref ReadOnlySpan<char> text)
    {
        foreach (var (word, afternoon) in (ReadOnlySpan<(string, bool)>)[("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("a.m", false), ("p.m", true)])
        {
            if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (text.Length > word.Length && char.IsLetterOrDigit(text[word.Length])))
                continue;
            text = text[word.Length..].Trim(" ,");
            return afternoon;
        }

        return null;
    }

    private static bool Digits(ref ReadOnlySpan<char> text, int most, out int value)
    {
        value = 0;
        var count = 0;
        while (count < most && count < text.Length && char.IsAsciiDigit(text[count]))
            value = value * 10 + (text[count++] - '0');
        text = text[count..];
        return count > 0;
    }
}
