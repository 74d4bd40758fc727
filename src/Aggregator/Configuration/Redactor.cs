using System.Text;

namespace Aggregator.Configuration;

/// <summary>Makes URLs fit for logs, pages and messages: private feeds carry their secret in user info or query.</summary>
internal static class Redactor
{
    private const string Hidden = "***";

    /// <summary>
    /// Hides user info, the values of query parameters and the fragment. Names of parameters stay; a parameter without <c>=</c> is hidden
    /// whole, since nobody can tell whether it is a name or a token. Takes any text, also what is no valid URL.
    /// </summary>
    public static string Url(string url)
    {
        var scheme = url.IndexOf("//", StringComparison.Ordinal);
        var authority = scheme < 0 ? 0 : scheme + 2;
        var authorityEnd = IndexOrEnd(url, "/\\?#", authority);
        var query = IndexOrEnd(url, "?#", authority);
        var at = url.LastIndexOf('@', Math.Max(authorityEnd - 1, 0));
        if (at < authority)
            at = -1;
        if (at < 0 && query == url.Length)
            return url;

        var text = new StringBuilder(url.Length);
        text.Append(url, 0, authority);
        if (at >= 0)
            text.Append(Hidden);
        text.Append(url, at >= 0 ? at : authority, query - (at >= 0 ? at : authority));
        if (query < url.Length)
            AppendQuery(text, url.AsSpan(query));
        return text.ToString();
    }

    /// <summary>A name to show: feeds without a title are called by their URL.</summary>
    public static string Name(string name) => name.Contains("://", StringComparison.Ordinal) ? Url(name) : name;

    private static void AppendQuery(StringBuilder text, ReadOnlySpan<char> query)
    {
        while (!query.IsEmpty)
        {
            var separator = query[0];
            var end = query[1..].IndexOfAny("&;?#");
            var parameter = end < 0 ? query[1..] : query.Slice(1, end);
            var equals = separator == '#' ? -1 : parameter.IndexOf('=');
            text.Append(separator).Append(parameter[..(equals + 1)]);
            if (parameter.Length > equals + 1)
                text.Append(Hidden);
            query = query[(parameter.Length + 1)..];
        }
    }

    private static int IndexOrEnd(string text, string any, int start)
    {
        var index = text.AsSpan(start).IndexOfAny(any);
        return index < 0 ? text.Length : start + index;
    }
}
