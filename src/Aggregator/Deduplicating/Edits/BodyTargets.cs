using Aggregator.Normalizing;

namespace Aggregator.Deduplicating.Edits;

/// <summary>
/// What a body links to and shows. Without queries and fragments: those of images and advertisements change with every visit; and without pixels of counters.
/// </summary>
internal static class BodyTargets
{
    private static readonly string[] Advertising = ["doubleclick.net", "googlesyndication.com", "adservice.", "/ads/", "/adserver/", "feedsportal.com", "feeds.feedburner.com/~", "pixel."];

    public static List<string> Of(string? html)
    {
        var targets = new List<string>();
        if (html is null)
            return targets;
        var tokens = new MarkupTokenizer(html);
        while (tokens.Next())
        {
            if (tokens.Kind != MarkupToken.Start || tokens.Attributes.IsEmpty)
                continue;
            var attributes = new MarkupAttributes(tokens.Attributes);
            while (attributes.Next())
            {
                if (attributes.Name is "href" or "src" && Target(attributes.Value) is { } target)
                    targets.Add(target);
            }
        }
        return targets;
    }

    private static string? Target(ReadOnlySpan<char> url)
    {
        foreach (var host in Advertising)
        {
            if (url.Contains(host, StringComparison.OrdinalIgnoreCase))
                return null;
        }
        var end = url.IndexOfAny('?', '#');
        return (end < 0 ? url : url[..end]).ToString();
    }
}
