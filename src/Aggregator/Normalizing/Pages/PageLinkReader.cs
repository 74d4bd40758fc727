using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Aggregator.Normalizing.Pages;

/// <summary>
/// Finds in an HTML page the links that may lead to feeds: <c>link</c> elements that declare one (HTML standard §4.6.7.1, <c>rel=alternate</c> with a
/// feed's type, and the older <c>rel=feed</c>), and anchors that look like one. One linear pass over any input; nothing is executed or fetched.
/// </summary>
internal static class PageLinkReader
{
    /// <summary>A page names a handful of feeds; a list of thousands is something else.</summary>
    public const int MostLinks = 100;

    private static readonly FrozenSet<string> FeedTypes = new[]
    {
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x-rss+xml", "application/xml",
        "text/xml", "text/rss+xml", "application/json", "application/rss", "application/atom", "text/rss", "text/atom", "text/rdf",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> RawElements = new[]
    {
        "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="html">The page.</param>
    /// <param name="pageUrl">Where it came from; its <c>base</c> element goes before.</param>
    public static ImmutableArray<PageLink> Read(string html, Uri pageUrl)
    {
        var links = ImmutableArray.CreateBuilder<PageLink>();
        var seen = new HashSet<Uri>();
        var baseUrl = pageUrl;
        var baseSeen = false;
        var tokens = new MarkupTokenizer(html);
        while (links.Count < MostLinks && tokens.Next())
        {
            if (tokens.Kind != MarkupToken.Start)
                continue;
            if (RawElements.GetAlternateLookup<ReadOnlySpan<char>>().Contains(tokens.Name))
                tokens.EnterRaw();
            else if (Is(tokens.Name, "base") && !baseSeen && Attribute(tokens.Attributes, "href") is { } written && Absolute(written, pageUrl) is { } named)
                (baseUrl, baseSeen) = (named, true);
            else if ((Is(tokens.Name, "link") ? Declared(tokens.Attributes, baseUrl) : Is(tokens.Name, "a") ? Anchor(tokens.Attributes, baseUrl) : null) is { } link
                && seen.Add(link.Url))
                links.Add(link);
        }
        return links.ToImmutable();
    }

    private static PageLink? Declared(ReadOnlySpan<char> attributes, Uri baseUrl)
    {
        var rel = (Attribute(attributes, "rel") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var type = (Attribute(attributes, "type") ?? "").Split(';')[0].Trim();
        var isFeed = rel.Contains("feed", StringComparer.OrdinalIgnoreCase)
            || (rel.Contains("alternate", StringComparer.OrdinalIgnoreCase) && !rel.Contains("stylesheet", StringComparer.OrdinalIgnoreCase) && FeedTypes.Contains(type));
        if (!isFeed || Absolute(Attribute(attributes, "href"), baseUrl) is not { } url)
            return null;

        // WordPress and others declare their interfaces and embeds with the same relation and a feed's type.
        var isEmbed = url.AbsolutePath.Contains("/wp-json", StringComparison.OrdinalIgnoreCase) || url.AbsolutePath.Contains("oembed", StringComparison.OrdinalIgnoreCase);
        return isEmbed ? null : new PageLink(url, PlainText.Read(Attribute(attributes, "title"), Parsing.TextForm.Plain), IsDeclared: true);
    }

    private static PageLink? Anchor(ReadOnlySpan<char> attributes, Uri baseUrl) =>
        Absolute(Attribute(attributes, "href"), baseUrl) is { } url && LooksLikeFeed(url)
            ? new PageLink(url, PlainText.Read(Attribute(attributes, "title"), Parsing.TextForm.Plain), IsDeclared: false)
            : null;

    /// <summary>By the last part of its path, or by what its query asks for.</summary>
    private static bool LooksLikeFeed(Uri url)
    {
        var last = url.AbsolutePath.TrimEnd('/').Split('/')[^1];
        return last is "feed" or "feeds" or "rss" or "atom" or "index.rdf" or "feed.json" or "index.xml" or "feed.xml"
            || last.EndsWith(".rss", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith(".atom", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith("rss.xml", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith("atom.xml", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith("rss2.xml", StringComparison.OrdinalIgnoreCase)
            || url.Query is "?feed=rss2" or "?feed=atom" or "?format=rss" or "?format=atom" or "?format=feed" or "?rss" or "?rss=1";
    }

    private static Uri? Absolute(string? written, Uri baseUrl) =>
        written?.Trim() is { Length: > 0 and <= 2_048 } href && Uri.TryCreate(baseUrl, href, out var url) && url.Scheme is "http" or "https"
            ? new UriBuilder(url) { Fragment = "" }.Uri
            : null;

    private static string? Attribute(ReadOnlySpan<char> attributes, string name)
    {
        var reader = new MarkupAttributes(attributes);
        while (reader.Next())
        {
            // Of two attributes of one name the first counts.
            if (Is(reader.Name, name))
                return CharacterReferences.Decode(reader.Value, inAttribute: true);
        }
        return null;
    }

    private static bool Is(ReadOnlySpan<char> written, string name) => written.Equals(name, StringComparison.OrdinalIgnoreCase);
}
