using Aggregator.Normalizing;

namespace Aggregator.Polling;

/// <summary>Reads <c>Link</c> headers (RFC 8288 §3).</summary>
internal static class LinkHeader
{
    /// <summary>The first target of a relation, absolute, or null.</summary>
    /// <param name="link">The values of the headers, with commas between.</param>
    /// <param name="relation">Compared without regard to case.</param>
    /// <param name="url">Where the answer came from.</param>
    public static string? Find(string link, string relation, Uri? url)
    {
        for (var start = link.IndexOf('<'); start >= 0; start = Next(link, start))
        {
            var end = link.IndexOf('>', start);
            if (end < 0)
                return null;
            var next = Next(link, start);
            var parameters = next < 0 ? link[(end + 1)..] : link[(end + 1)..next];
            if (Relations(parameters).Contains(relation, StringComparer.OrdinalIgnoreCase) && Absolute(link[(start + 1)..end].Trim(), url) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>The next target; one that stands in quotes is none.</summary>
    private static int Next(string link, int start)
    {
        var quoted = false;
        for (var i = link.IndexOf('>', start) is >= 0 and var end ? end : link.Length; i < link.Length; i++)
        {
            if (link[i] == '"')
                quoted = !quoted;
            else if (link[i] == '<' && !quoted)
                return i;
        }
        return -1;
    }

    private static string[] Relations(string parameters)
    {
        foreach (var parameter in Parts(parameters))
        {
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter.AsSpan(0, equals).Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
                return parameter[(equals + 1)..].Trim().Trim('"').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        return [];
    }

    /// <summary>Between semicolons and commas that do not stand in quotes.</summary>
    private static IEnumerable<string> Parts(string parameters)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < parameters.Length; i++)
        {
            quoted ^= parameters[i] == '"';
            if (quoted || parameters[i] is not (';' or ','))
                continue;
            yield return parameters[start..i];
            start = i + 1;
        }
        yield return parameters[start..];
    }

    private static string? Absolute(string target, Uri? url) =>
        (url is null ? Uri.TryCreate(target, UriKind.Absolute, out var found) : Uri.TryCreate(url, target, out found)) ? UrlCleaner.Absolute(found.AbsoluteUri) : null;
}
