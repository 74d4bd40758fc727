using System.Globalization;

namespace Aggregator.Parsing.Dates;

/// <summary>
/// Three numbers, year last: <c>09/15/2014</c> (month first, as slashes are American, unless that cannot be), <c>30.10.23</c> and <c>11 04 2020</c> (day first).
/// Year first behind a weekday as well. A weekday in front is not looked at.
/// </summary>
internal static class NumericForm
{
    public static DateTimeOffset? Read(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsAsciiDigit(text[start]))
            start++;
        if (start > 12)
            return null;
        var rest = text.AsSpan(start);
        if (start > 0 && rest.Length > 4 && rest[4] is '/' or '-')
            return IsoForm.Read(rest.ToString());
        Span<int> parts = stackalloc int[3];
        Span<int> digits = stackalloc int[3];
        var separator = '\0';
        for (var i = 0; i < 3; i++)
        {
            var length = 0;
            while (length < rest.Length && length < 4 && char.IsAsciiDigit(rest[length]))
                length++;
            if (length == 0)
                return null;
            parts[i] = int.Parse(rest[..length], CultureInfo.InvariantCulture);
            digits[i] = length;
            rest = rest[length..];
            if (i == 2)
                break;
            if (rest.IsEmpty || rest[0] is not ('/' or '.' or '-' or ' ') || (i == 1 && rest[0] != separator))
                return null;
            separator = rest[0];
            rest = rest[1..];
        }

        if (!rest.IsEmpty && rest[0] is not (' ' or ',' or 'T' or '.'))
            return null;
        if (digits[2] is not (2 or 4) || ClockReader.Read(rest.TrimStart(" ,T.-")) is not { } clock)
            return null;
        var monthFirst = separator == '/' && parts[0] <= 12;
        return DateText.Build(DateText.FullYear(parts[2], digits[2]), parts[monthFirst ? 0 : 1], parts[monthFirst ? 1 : 0], clock);
    }
}
