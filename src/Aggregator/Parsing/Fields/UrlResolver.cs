using System.Text;

namespace Aggregator.Parsing.Fields;

/// <summary>Addresses as publishers write them into absolute ones.</summary>
internal static class UrlResolver
{
    private static readonly string[] Refused = ["javascript:", "vbscript:", "data:", "file:"];

    /// <summary>
    /// Trimmed, white space inside removed or encoded, resolved. Null for nothing, for a scheme that runs code or reads local files, and for what
    /// no URL can be made of when there is a base. Without a base a relative URL stays as it is.
    /// </summary>
    public static string? Resolve(string? written, Uri? origin)
    {
        if (Tidy(written) is not { } url || IsRefused(url))
            return null;
        if (HasScheme(url))
            return IsHttp(url) ? Http(url) : url;
        if (origin is null)
            return url;
        return Uri.TryCreate(origin, url, out var resolved) && !IsRefused(resolved.AbsoluteUri) ? resolved.AbsoluteUri : null;
    }

    /// <summary>The next link of a chain of <c>xml:base</c>: an unusable one, or one that is not http(s), changes nothing (RFC 3986 §5.1).</summary>
    public static Uri? CombineBase(Uri? outer, string? written)
    {
        if (Tidy(written) is not { } url)
            return outer;
        var made = outer is null ? Uri.TryCreate(url, UriKind.Absolute, out var combined) : Uri.TryCreate(outer, url, out combined);
        return made && combined!.Scheme is "http" or "https" && combined is { IsAbsoluteUri: true } && combined.Host.Length > 0 ? combined : outer;
    }

    public static bool IsHttp(string? url) =>
        url is not null && (url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>One slash too few or too many after the scheme is how browsers read it too (WHATWG URL §4.4).</summary>
    private static string? Http(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Host.Length == 0 ? null : url;

    private static bool IsRefused(string url)
    {
        foreach (var scheme in Refused)
        {
            if (url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool HasScheme(string url)
    {
        for (var i = 0; i < url.Length; i++)
        {
            var c = url[i];
            if (c == ':')
                return i > 0;
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.') || i == 0 && !char.IsAsciiLetter(c))
                return false;
        }

        return false;
    }

    /// <summary>Line breaks and tabs come from wrapped markup and go; blanks inside belong to the name and are encoded; other controls go.</summary>
    private static string? Tidy(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || written.Length > ParsingLimits.ScalarCharacters)
            return null;
        var trimmed = written.AsSpan().Trim().Trim("\u200B\uFEFF\0");
        if (trimmed.IsEmpty)
            return null;
        var plain = true;
        foreach (var c in trimmed)
            plain &= c > ' ' && c is not ('\u007F' or '\u00A0');
        if (plain)
            return trimmed.Length == written.Length ? written : trimmed.ToString();
        var tidy = new StringBuilder(trimmed.Length + 8);
        foreach (var c in trimmed)
        {
            if (c is ' ')
                tidy.Append("%20");
            else if (c is '\u00A0')
                tidy.Append("%C2%A0");
            else if (c > ' ' && c != '\u007F')
                tidy.Append(c);
        }

        return tidy.Length == 0 ? null : tidy.ToString();
    }
}
