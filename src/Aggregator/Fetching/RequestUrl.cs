using System.Text;
using Aggregator.Fetching.Addresses;

namespace Aggregator.Fetching;

/// <summary>
/// Reads URLs so that path and query go on the wire as they were written: <see cref="Uri"/> by itself would decode <c>%7E</c>, and some
/// publishers sign or route by the exact bytes. Only what cannot stand in a request line is escaped; the fragment is cut.
/// </summary>
internal static class RequestUrl
{
    /// <summary>Longest URL that is asked for, in characters.</summary>
    public const int MaxLength = 4096;

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The URL to request, or null and what is wrong with it, as the end of a sentence. User information is handed out, not kept.</summary>
    public static Uri? Read(string text, out string? userInfo, out string problem)
    {
        userInfo = null;
        problem = "";
        var colon = text.IndexOf(':');
        var scheme = colon > 0 ? text[..colon].ToLowerInvariant() : "";
        if (scheme is not ("http" or "https")) return Refuse("only http and https are fetched", out problem);
        if (text.Length > MaxLength) return Refuse($"it is longer than {MaxLength} characters", out problem);
        if (!text.AsSpan(colon).StartsWith("://")) return Refuse("it is not a complete URL", out problem);

        var rest = text.AsSpan(colon + 3);
        if (rest.IndexOf('#') is >= 0 and var hash) rest = rest[..hash];
        var end = rest.IndexOfAny('/', '?', '\\');
        var authority = end < 0 ? rest : rest[..end];
        var target = end < 0 ? "" : Escape(rest[end..]);
        if (authority.LastIndexOf('@') is >= 0 and var at)
        {
            userInfo = authority[..at].ToString();
            authority = authority[(at + 1)..];
        }

        var complete = $"{scheme}://{HostForms.Plain(authority.ToString())}{(target.StartsWith('/') ? "" : "/")}{target}";
        return Uri.TryCreate(complete, in Verbatim, out var url) && url.Host.Length > 0 ? url : Refuse("its host or port is not valid", out problem);
    }

    /// <summary>True when two URLs share scheme, host and port (RFC 6454 §4).</summary>
    public static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Scheme, host and port as one text, such as <c>https://example.org:443</c>.</summary>
    public static string Origin(Uri url) => $"{url.Scheme}://{url.IdnHost}:{url.Port}";

    private static Uri? Refuse(string why, out string problem)
    {
        problem = why;
        return null;
    }

    private static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is > 0x20 and < 0x7F && !"\"<>\\^`{|}".Contains((char)rune.Value))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)]) escaped.Append('%').Append(b.ToString("X2", null));
        }

        return escaped.ToString();
    }
}
