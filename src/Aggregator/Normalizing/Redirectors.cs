namespace Aggregator.Normalizing;

/// <summary>Pages that only send readers on and carry the true address in a parameter, and hosts that are one.</summary>
internal static class Redirectors
{
    // Sorted by host.
    private static readonly (string Host, string Path, string Parameter)[] Pages =
    [
        ("google.com", "/url", "url"),
        ("google.com", "/url", "q"),
        ("l.facebook.com", "/l.php", "u"),
        ("lm.facebook.com", "/l.php", "u"),
        ("out.reddit.com", "", "url"),
        ("t.umblr.com", "/redirect", "z"),
        ("vk.com", "/away.php", "to"),
    ];

    /// <summary>Google's names of FeedBurner's redirector are FeedBurner's: feeds moved between them.</summary>
    public static string Host(string host) => host switch
    {
        "feedproxy.google.com" or "feeds2.feedburner.com" or "feeds3.feedburner.com" => "feeds.feedburner.com",
        _ => host,
    };

    /// <summary>The address that the page sends to, or null when it is no redirector.</summary>
    /// <param name="host">Lower case, without <c>www.</c></param>
    public static string? Target(string host, Uri url)
    {
        foreach (var (pageHost, path, parameter) in Pages)
        {
            if (host == pageHost && url.AbsolutePath.StartsWith(path, StringComparison.Ordinal) && Value(url.Query, parameter) is { } target && UrlCleaner.IsHttp(target))
                return target;
        }
        return null;
    }

    private static string? Value(ReadOnlySpan<char> query, string name)
    {
        foreach (var range in query.TrimStart('?').Split('&'))
        {
            var parameter = query.TrimStart('?')[range];
            if (parameter.Length > name.Length && parameter.StartsWith(name) && parameter[name.Length] == '=')
                return Uri.UnescapeDataString(parameter[(name.Length + 1)..]);
        }
        return null;
    }
}
