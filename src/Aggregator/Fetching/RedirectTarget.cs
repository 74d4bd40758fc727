using System.Text;
using System.Text.Unicode;

namespace Aggregator.Fetching;

/// <summary>Reads a <c>Location</c> header (RFC 9110 §10.2.2, RFC 3986 §5) as leniently as publishers write it.</summary>
internal static class RedirectTarget
{
    /// <summary>The URL to go to, or null and why it cannot be followed, as the end of a sentence.</summary>
    /// <param name="from">The URL that answered.</param>
    /// <param name="location">The header, its bytes read as Latin-1.</param>
    /// <param name="problem">Why not.</param>
    public static Uri? Read(Uri from, string? location, out string problem)
    {
        location = location?.Trim();
        if (string.IsNullOrEmpty(location))
        {
            problem = "it names no target";
            return null;
        }

        if (location.Length > RequestUrl.MaxLength)
        {
            problem = $"its target is longer than {RequestUrl.MaxLength} characters";
            return null;
        }

        var url = RequestUrl.Read(Resolve(from, DecodeBytes(location)), out var userInfo, out problem);
        if (url is null || userInfo is null) return url;
        problem = "its target contains a user name";
        return null;
    }

    private static string Resolve(Uri from, string location)
    {
        if (HasScheme(location)) return location;
        if (location.StartsWith("//", StringComparison.Ordinal)) return $"{from.Scheme}:{location}";
        var origin = from.GetLeftPart(UriPartial.Authority);
        var path = from.PathAndQuery.Split('?', 2)[0];
        return location[0] switch
        {
            '/' => origin + location,
            '?' => origin + path + location,
            '#' => origin + from.PathAndQuery,
            // Only this form needs its dot segments removed, which Uri does.
            _ => Uri.TryCreate(new Uri(origin + path), location, out var merged) ? merged.AbsoluteUri : location,
        };
    }

    private static bool HasScheme(string text)
    {
        var end = text.AsSpan().IndexOfAny(":/?#");
        return end > 0 && text[end] == ':' && char.IsAsciiLetter(text[0]);
    }

    /// <summary>Bytes above ASCII are UTF-8 if they can be, and are otherwise kept as they came.</summary>
    private static string DecodeBytes(string location)
    {
        if (Ascii.IsValid(location)) return location;
        var bytes = Encoding.Latin1.GetBytes(location);
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        return string.Concat(bytes.Select(b => b < 0x80 ? ((char)b).ToString() : $"%{b:X2}"));
    }
}
