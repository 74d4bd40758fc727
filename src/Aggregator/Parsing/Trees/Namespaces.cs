using System.Collections.Frozen;
using System.Xml.Linq;

namespace Aggregator.Parsing.Trees;

/// <summary>
/// Which vocabulary a namespace, or a prefix whose namespace is missing or wrongly written, stands for; and the one namespace and prefix that
/// the tree uses for it, whatever the publisher wrote.
/// </summary>
internal static class Namespaces
{
    public static readonly XNamespace Rss = XNamespace.None;
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace DublinCoreTerms = "http://purl.org/dc/terms/";
    public static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    public static readonly XNamespace Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    public static readonly XNamespace FeedBurner = "http://rssnamespace.org/feedburner/ext/1.0";
    public static readonly XNamespace Syndication = "http://purl.org/rss/1.0/modules/syndication/";
    public static readonly XNamespace Slash = "http://purl.org/rss/1.0/modules/slash/";
    public static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";
    public static readonly XNamespace Podcast = "https://podcastindex.org/namespace/1.0";
    public static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    public static readonly XNamespace Enclosures = "http://purl.oclc.org/net/rss_2.0/enc#";
    public static readonly XNamespace GooglePlay = "http://www.google.com/schemas/play-podcasts/1.0";

    /// <summary>Prefix and namespace of every vocabulary in the tree.</summary>
    public static readonly (Vocabulary Vocabulary, string Prefix, XNamespace Name)[] Canonical =
    [
        (Vocabulary.Atom, "atom", Atom),
        (Vocabulary.Rdf, "rdf", Rdf),
        (Vocabulary.DublinCore, "dc", DublinCore),
        (Vocabulary.DublinCoreTerms, "dcterms", DublinCoreTerms),
        (Vocabulary.Content, "content", Content),
        (Vocabulary.Itunes, "itunes", Itunes),
        (Vocabulary.Media, "media", Media),
        (Vocabulary.FeedBurner, "feedburner", FeedBurner),
        (Vocabulary.Syndication, "sy", Syndication),
        (Vocabulary.Slash, "slash", Slash),
        (Vocabulary.Threading, "thr", Threading),
        (Vocabulary.Podcast, "podcast", Podcast),
        (Vocabulary.Xhtml, "xhtml", Xhtml),
        (Vocabulary.Enclosures, "enc", Enclosures),
        (Vocabulary.GooglePlay, "googleplay", GooglePlay),
    ];

    private static readonly FrozenDictionary<string, Vocabulary> ByPrefix = Canonical
        .Select(c => (c.Prefix, c.Vocabulary))
        .Concat(
        [
            ("rss", Vocabulary.Rss), ("atom10", Vocabulary.Atom), ("atom03", Vocabulary.Atom), ("a10", Vocabulary.Atom), ("dct", Vocabulary.DublinCoreTerms),
            ("syn", Vocabulary.Syndication), ("xht", Vocabulary.Xhtml), ("xh", Vocabulary.Xhtml), ("html", Vocabulary.Xhtml), ("mrss", Vocabulary.Media),
        ])
        .ToFrozenDictionary(c => c.Item1, c => c.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys are as <see cref="Simplify"/> leaves them: lower case, no scheme, no <c>/</c> or <c>#</c> at the end.</summary>
    private static readonly FrozenDictionary<string, Vocabulary> ByName = Canonical
        .Select(c => (Simplify(c.Name.NamespaceName), c.Vocabulary))
        .Concat(
        [
            ("purl.org/rss/1.0", Vocabulary.Rss),
            ("purl.org/net/rss1.1", Vocabulary.Rss),
            ("my.netscape.com/rdf/simple/0.9", Vocabulary.Rss),
            ("channel.netscape.com/rdf/simple/0.9", Vocabulary.Rss),
            ("my.netscape.com/publish/formats/rss-0.91.dtd", Vocabulary.Rss),
            ("backend.userland.com/rss", Vocabulary.Rss),
            ("backend.userland.com/rss2", Vocabulary.Rss),
            ("backend.userland.com/rss091", Vocabulary.Rss),
            ("backend.userland.com/rss092", Vocabulary.Rss),
            ("blogs.law.harvard.edu/tech/rss", Vocabulary.Rss),
            ("cyber.law.harvard.edu/rss", Vocabulary.Rss),
            ("www.rssboard.org/rss-specification", Vocabulary.Rss),
            ("purl.org/atom/ns", Vocabulary.Atom),
            ("purl.org/atom-blog/ns", Vocabulary.Atom),
            ("purl.org/dc/elements/1.0", Vocabulary.DublinCore),
            ("purl.org/rss/1.0/modules/dc", Vocabulary.DublinCore),
            ("purl.org/rss/modules/dc", Vocabulary.DublinCore),
            ("purl.org/rss/1.0/modules/dcterms", Vocabulary.DublinCoreTerms),
            ("purl.org/rss/modules/content", Vocabulary.Content),
            ("purl.org/rss/modules/syndication", Vocabulary.Syndication),
            ("www.itunes.com/dtds/podcast-1.0", Vocabulary.Itunes),
            ("itunes.com/dtds/podcast-1.0.dtd", Vocabulary.Itunes),
            ("example.com/dtds/podcast-1.0.dtd", Vocabulary.Itunes),
            ("search.yahoo.com/mrss/1.0", Vocabulary.Media),
            ("video.search.yahoo.com/mrss", Vocabulary.Media),
            ("tools.search.yahoo.com/mrss", Vocabulary.Media),
            ("www.rssboard.org/media-rss", Vocabulary.Media),
            ("github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Vocabulary.Podcast),
            ("purl.oclc.org/net/rss_2.0/enc", Vocabulary.Enclosures),
        ])
        .DistinctBy(c => c.Item1)
        .ToFrozenDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal);

    public static Vocabulary? OfName(string name) => ByName.TryGetValue(Simplify(name), out var vocabulary) ? vocabulary : null;

    public static Vocabulary? OfPrefix(string prefix) => ByPrefix.TryGetValue(prefix, out var vocabulary) ? vocabulary : null;

    public static XNamespace NameOf(Vocabulary vocabulary)
    {
        foreach (var (candidate, _, name) in Canonical)
        {
            if (candidate == vocabulary)
                return name;
        }

        return Rss;
    }

    public static bool IsXhtml(string name) => name.Length == 28 && name.Equals(Xhtml.NamespaceName, StringComparison.OrdinalIgnoreCase);

    private static string Simplify(string name)
    {
        var start = name.IndexOf("://", StringComparison.Ordinal);
        return name.AsSpan(start < 0 ? 0 : start + 3).Trim().TrimEnd("/#").ToString().ToLowerInvariant();
    }
}
