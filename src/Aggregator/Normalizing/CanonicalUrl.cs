namespace Aggregator.Normalizing;

/// <summary>
/// A URL as identity: two spellings of one address become the same text. It is compared and hashed, never fetched or shown. Left out: scheme, user,
/// default port, <c>www.</c>, fragment, tracking parameters, session ids, a slash at the end. Kept: <c>m.</c> and <c>amp.</c> hosts (what they serve may be
/// another text, and so may the host without them), case of the path, order and repetition of parameters.
/// </summary>
internal static class CanonicalUrl
{
    // RFC 3986 §2.3: whether these are written as %XX makes no difference.
    private const string UnreservedMarks = "-._~";

    private const string SessionId = ";jsessionid=";

    /// <summary>Null for what is no http(s) URL, or longer than 4 KB.</summary>
    public static string? Of(string? url)
    {
        if (UrlCleaner.Absolute(url) is not { } clean || !Uri.TryCreate(clean, UriKind.Absolute, out var uri))
            return null;
        var host = HostOf(uri);
        // One step only: a redirector that points to itself must not hold us up.
        if (Redirectors.Target(host, uri) is { } target && UrlCleaner.Absolute(target) is { } there && Uri.TryCreate(there, UriKind.Absolute, out var targetUri))
        {
            uri = targetUri;
            host = HostOf(uri);
        }
        var buffer = new CharBuffer(clean.Length);
        try
        {
            Write(uri, host, ref buffer);
            return buffer.Length <= NormalizingLimits.Url ? buffer.ToString() : null;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static string HostOf(Uri uri)
    {
        var host = (uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost).ToLowerInvariant().TrimEnd('.');
        return Redirectors.Host(host.StartsWith("www.", StringComparison.Ordinal) && host.IndexOf('.', 4) > 0 ? host[4..] : host);
    }

    private static void Write(Uri uri, string host, ref CharBuffer buffer)
    {
        buffer.Append(host);
        // The default of the other scheme is a default too: the scheme is not part of the identity.
        if (uri.Port is not (80 or 443))
        {
            buffer.Append(':');
            buffer.Append(uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        WritePath(uri.AbsolutePath, ref buffer);
        WriteQuery(uri.Query.AsSpan().TrimStart('?'), ref buffer);
        // "#!" is how pages of one script told their articles apart.
        if (uri.Fragment.StartsWith("#!", StringComparison.Ordinal) && uri.Fragment.Length > 2)
            WriteNormal(uri.Fragment, ref buffer);
    }

    private static void WritePath(ReadOnlySpan<char> path, ref CharBuffer buffer)
    {
        var session = path.IndexOf(SessionId, StringComparison.OrdinalIgnoreCase);
        if (session >= 0)
        {
            var after = path[(session + SessionId.Length)..].IndexOf('/');
            WriteNormal(path[..session], ref buffer);
            path = after < 0 ? [] : path[(session + SessionId.Length + after)..];
        }
        WriteNormal(path.TrimEnd('/'), ref buffer);
    }

    private static void WriteQuery(ReadOnlySpan<char> query, ref CharBuffer buffer)
    {
        var separator = '?';
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            if (parameter.IsEmpty || TrackingParameters.Contains(parameter))
                continue;
            buffer.Append(separator);
            WriteNormal(parameter, ref buffer);
            separator = '&';
        }
    }

    private static void WriteNormal(ReadOnlySpan<char> text, ref CharBuffer buffer)
    {
        while (true)
        {
            var percent = text.IndexOf('%');
            if (percent < 0)
            {
                buffer.Append(text);
                return;
            }
            buffer.Append(text[..percent]);
            text = text[percent..];
            if (text.Length < 3 || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
            {
                buffer.Append("%25");
                text = text[1..];
                continue;
            }
            var value = (char)Convert.FromHexString(text[1..3])[0];
            if (char.IsAsciiLetterOrDigit(value) || UnreservedMarks.Contains(value, StringComparison.Ordinal))
            {
                buffer.Append(value);
            }
            else
            {
                buffer.Append('%');
                buffer.Append(char.ToUpperInvariant(text[1]));
                buffer.Append(char.ToUpperInvariant(text[2]));
            }
            text = text[3..];
        }
    }
}
