using System.Collections.Frozen;

namespace Aggregator.Fetching;

/// <summary>
/// What may stand in a request header. The framework sends CR, LF and NUL as they are when told not to validate, which would let a stored
/// ETag or a feed's own header write further headers.
/// </summary>
internal static class HeaderRules
{
    private const int MaxLength = 8192;

    private static readonly FrozenSet<string> Reserved = new[]
    {
        "Accept-Encoding", "A-IM", "Connection", "Content-Length", "Expect", "Forwarded", "Host", "HTTP2-Settings", "If-Match", "If-Modified-Since",
        "If-None-Match", "If-Range", "If-Unmodified-Since", "Keep-Alive", "Range", "Remote-User", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "Via", "X-Real-IP", "X-WebAuth-User",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the value can be sent: no control characters, nothing beyond Latin-1, at most 8 KB.</summary>
    public static bool IsSendable(string value)
    {
        if (value.Length > MaxLength) return false;
        foreach (var c in value)
        {
            if (c is < ' ' or '\x7F' or > '\xFF') return false;
        }

        return true;
    }

    /// <summary>
    /// Null when a feed may set this header, else why not. Not to be set are those that frame the message, that are ours to set, and
    /// those by which a proxy in front of an internal site says who the user is.
    /// </summary>
    public static string? Refusal(string name, string value)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)))
            return "A request header of the feed has a name that is not valid.";
        if (Reserved.Contains(name)
            || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
            return $"The request header {name} is not a feed's to set.";
        return IsSendable(value) ? null : $"The request header {name} has a value that cannot be sent (control characters, not Latin-1, or too long).";
    }
}
