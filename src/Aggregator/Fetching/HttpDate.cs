using System.Globalization;

namespace Aggregator.Fetching;

/// <summary>Reads dates in headers: the three forms of RFC 9110 §5.6.7, and what is near them. The weekday is not looked at, as it is often wrong.</summary>
internal static class HttpDate
{
    private static readonly string[] Forms = ["d MMM yyyy H:mm:ss", "d-MMM-yy H:mm:ss", "d-MMM-yyyy H:mm:ss", "d MMM yy H:mm:ss", "MMM d H:mm:ss yyyy"];

    private static readonly string[] Zones = [" GMT", " UTC", " +0000", " Z"];

    public static DateTimeOffset? Read(string? text)
    {
        if (text is null || text.Length > 64) return null;
        var date = text.Trim();
        foreach (var zone in Zones)
        {
            if (date.EndsWith(zone, StringComparison.OrdinalIgnoreCase)) date = date[..^zone.Length];
        }

        var comma = date.IndexOf(',');
        if (comma >= 0) date = date[(comma + 1)..];
        else if (date.Length > 4 && char.IsAsciiLetter(date[0]) && date[3] == ' ' && !char.IsAsciiDigit(date[4])) date = date[4..];
        return DateTimeOffset.TryParseExact(
            date, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out var read) ? read : null;
    }
}
