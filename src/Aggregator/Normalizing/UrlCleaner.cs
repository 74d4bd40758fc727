using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Aggregator.Normalizing;

/// <summary>
/// Lets only URLs through that cannot run anything. The scheme is judged last, on the characters that are written: whatever hid it (references, white
/// space, control characters) is gone by then.
/// </summary>
internal static class UrlCleaner
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%");

    private static readonly SearchValues<char> SchemeOrPath = SearchValues.Create(":/?#\\");

    private static readonly SearchValues<char> OddInAuthority = SearchValues.Create(":@%!$&'()*+,;=~_");

    private static readonly string[] ImageTypes = ["png", "jpeg", "jpg", "gif", "webp", "avif"];

    /// <summary>An absolute http(s) URL of at most 4 KB, or null.</summary>
    public static string? Absolute(string? url) => url is null ? null : Resolve(url, null, AttributeKind.Media) is { } found && IsHttp(found) ? found : null;

    /// <summary>As <see cref="Absolute"/>; an author may also be reached by <c>mailto:</c>.</summary>
    public static string? Contact(string? url) =>
        url is null ? null : Resolve(url, null, AttributeKind.Link) is { } found && HasScheme(found) ? found : null;

    /// <summary>
    /// What a link or source in a body becomes, or null when it may not stay. Without a base a relative one stays relative (there is nothing better).
    /// </summary>
    public static string? Resolve(ReadOnlySpan<char> written, Uri? @base, AttributeKind kind)
    {
        var url = written.Trim();
        if (kind == AttributeKind.Image && url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return DataImage(url);
        if (url.IsEmpty || url.Length > NormalizingLimits.Url)
            return null;
        if (url.IndexOfAnyExcept(Plain) >= 0)
            url = Unclutter(url);
        if (url.IsEmpty)
            return null;
        var colon = url.IndexOfAny(SchemeOrPath);
        var resolved = colon > 0 && url[colon] == ':' ? WithScheme(url, kind) : Relative(url, @base);
        if (resolved is null || resolved.Length > NormalizingLimits.Url)
            return null;
        if (kind == AttributeKind.Frame)
            resolved = FrameHosts.Allow(resolved);
        // Safety step, unconditional and last.
        return resolved is not null && IsSafe(resolved, kind) ? resolved : null;
    }

    public static bool IsHttp(ReadOnlySpan<char> url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static bool IsSafe(string url, AttributeKind kind) =>
        IsHttp(url) || !HasScheme(url) || (kind == AttributeKind.Link && IsContact(url));

    private static bool IsContact(ReadOnlySpan<char> url) =>
        url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);

    // A colon before the first slash: more than a scheme needs, so that nothing looks like one to any reader.
    private static bool HasScheme(ReadOnlySpan<char> url)
    {
        var slash = url.IndexOf('/');
        return (slash < 0 ? url : url[..slash]).Contains(':');
    }

    private static string? WithScheme(ReadOnlySpan<char> url, AttributeKind kind)
    {
        if (IsContact(url))
            return kind == AttributeKind.Link ? url.ToString() : null;
        if (!IsHttp(url))
            return null;
        var host = url[(url.IndexOf("//") + 2)..];
        if (host.IndexOfAnyExcept(Plain) < 0 && host.Length > 0 && char.IsAsciiLetterOrDigit(host[0]) && !HasOddAuthority(host))
            return url.ToString();
        return TryParse(url.ToString(), out var uri) ? uri.AbsoluteUri : null;
    }

    // Ports and user names are left to the URL parser: only it can tell a wrong one.
    private static bool HasOddAuthority(ReadOnlySpan<char> host)
    {
        var end = host.IndexOfAny('/', '?', '#');
        return (end < 0 ? host : host[..end]).ContainsAny(OddInAuthority);
    }

    private static string? Relative(ReadOnlySpan<char> url, Uri? @base)
    {
        if (url.StartsWith("//"))
            return TryParse((@base?.Scheme == "http" ? "http:" : "https:") + url.ToString(), out var uri) ? uri.AbsoluteUri : null;
        if (@base is null)
            return url.ToString();
        return Uri.TryCreate(@base, url.ToString(), out var resolved) && resolved.Scheme is "http" or "https" && resolved.Host.Length > 0
            ? resolved.AbsoluteUri
            : null;
    }

    private static bool TryParse(string url, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(url, UriKind.Absolute, out uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    // Line ends, tabs and controls vanish as in browsers; blanks and backslashes are written as what browsers take them for.
    private static string Unclutter(ReadOnlySpan<char> url)
    {
        var buffer = new CharBuffer(url.Length + 16);
        try
        {
            var inPath = true;
            foreach (var c in url)
            {
                inPath &= c is not ('?' or '#');
                if (c is < ' ' or >= '\u007F' and <= '\u009F' or '\u200B' or '\uFEFF' or '\u2028' or '\u2029')
                    continue;
                if (c is ' ')
                    buffer.Append("%20");
                else if (c is '\u00A0')
                    buffer.Append("%C2%A0");
                else if (c is '\\' && inPath)
                    buffer.Append('/');
                else
                    buffer.Append(c);
            }
            return buffer.ToString();
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static string? DataImage(ReadOnlySpan<char> url)
    {
        var type = url["data:".Length..];
        if (url.Length > NormalizingLimits.DataImage || !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
            return null;
        type = type["image/".Length..];
        var end = type.IndexOfAny(';', ',');
        if (end < 0 || url.ContainsAny(' ', '\n', '\t'))
            return null;
        foreach (var allowed in ImageTypes)
        {
            if (type[..end].Equals(allowed, StringComparison.OrdinalIgnoreCase))
                return url.ToString();
        }
        return null;
    }
}
