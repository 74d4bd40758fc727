namespace Aggregator.Configuration.Lists;

/// <summary>Which request headers a list may set.</summary>
internal static class HeaderRules
{
    /// <summary>In characters; servers commonly refuse more.</summary>
    private const int MaxValueLength = 8192;

    private const string Identity = "a proxy in front of a service would take it for a statement about the user";
    private const string Framing = "it frames the message";
    private const string Validator = "the daemon sends it itself, with what the last visit brought";

    /// <summary>Sorted. A star stands for any ending.</summary>
    private static readonly (string Name, string Why)[] Denied =
    [
        ("A-IM", "a setting says it: Fetching:AskForDeltas"),
        ("Accept-Encoding", "the daemon must be able to read what comes back"),
        ("Connection", Framing),
        ("Content-Length", Framing),
        ("Cookie2", "it is obsolete; write Cookie"),
        ("Expect", Framing),
        ("Forwarded", Identity),
        ("HTTP2-Settings", Framing),
        ("Host", "the URL says it"),
        ("If-Match", Validator),
        ("If-Modified-Since", Validator),
        ("If-None-Match", Validator),
        ("If-Range", Validator),
        ("If-Unmodified-Since", Validator),
        ("Keep-Alive", Framing),
        ("Proxy-*", "it is meant for a proxy; write proxy:"),
        ("Range", "half a document is no feed"),
        ("Remote-User", Identity),
        ("TE", Framing),
        ("Trailer", Framing),
        ("Transfer-Encoding", Framing),
        ("Upgrade", Framing),
        ("User-Agent", "write userAgent:"),
        ("Via", Identity),
        ("X-Forwarded-*", Identity),
        ("X-Real-IP", Identity),
        ("X-WebAuth-User", Identity),
    ];

    /// <summary>What is wrong with the name, or null.</summary>
    public static string? CheckName(string name)
    {
        if (name.Length is 0 or > 100 || !name.All(IsTokenCharacter))
            return $"\"{Reading.Excerpt.Of(name)}\" is not a header name (RFC 9110 §5.1)";
        foreach (var (denied, why) in Denied)
        {
            if (denied[^1] == '*' ? name.StartsWith(denied[..^1], StringComparison.OrdinalIgnoreCase) : name.Equals(denied, StringComparison.OrdinalIgnoreCase))
                return $"the header {name} cannot be set: {why}";
        }

        return null;
    }

    /// <summary>What is wrong with the value, or null; never quotes it. ASCII only, as the HTTP client sends nothing else.</summary>
    public static string? CheckValue(string value) =>
        value.Length > MaxValueLength ? $"is longer than {MaxValueLength} characters"
        : !value.All(c => c is >= ' ' and < '\u007f') ? "holds control characters or characters outside ASCII"
        : null;

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c);
}
