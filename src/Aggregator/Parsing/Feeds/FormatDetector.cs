using Aggregator.Parsing.Trees;
using CodeHollow.FeedReader;

namespace Aggregator.Parsing.Feeds;

/// <summary>Which format a tree is in: the contract's name for it, and the type under which CodeHollow reads it (null where it knows none).</summary>
internal static class FormatDetector
{
    public static (string Name, FeedType? Type) Detect(FeedTree tree) => tree.Root.Name.LocalName switch
    {
        "feed" => (IsAtom03(tree) ? "atom0.3" : "atom1.0", FeedType.Atom),
        "RDF" => (IsRss090(tree) ? "rss0.90" : "rss1.0", FeedType.Rss_1_0),
        "channel" => IsCdf(tree) ? ("cdf", null) : ("rss2.0", FeedType.Rss_2_0),
        _ => OfVersion(((string?)tree.Root.Attribute("version"))?.Trim()),
    };

    private static (string, FeedType?) OfVersion(string? version) => version switch
    {
        null => ("rss2.0", FeedType.Rss_2_0),
        "0.9" or "0.90" => ("rss0.90", FeedType.Rss_1_0),
        _ when version.StartsWith("0.91", StringComparison.Ordinal) => ("rss0.91", FeedType.Rss_0_91),
        _ when version.StartsWith("0.92", StringComparison.Ordinal) => ("rss0.92", FeedType.Rss_0_92),
        _ when version.StartsWith("0.93", StringComparison.Ordinal) => ("rss0.93", FeedType.Rss_0_92),
        _ when version.StartsWith("0.94", StringComparison.Ordinal) => ("rss0.94", FeedType.Rss_0_92),
        "1.0" => ("rss1.0", FeedType.Rss_1_0),
        _ => ("rss2.0", FeedType.Rss_2_0),
    };

    private static bool IsAtom03(FeedTree tree) =>
        tree.RootNamespace.Contains("purl.org/atom", StringComparison.OrdinalIgnoreCase)
        || (Namespaces.OfName(tree.RootNamespace) is null && (string?)tree.Root.Attribute("version") is "0.3" or "0.2" or "0.1");

    private static bool IsRss090(FeedTree tree) => tree.ChannelNamespace.Contains("netscape.com/rdf/simple/0.9", StringComparison.OrdinalIgnoreCase);

    private static bool IsCdf(FeedTree tree) =>
        tree.Root.Attribute("href") is not null || tree.Root.Attribute("base") is not null || tree.Root.Attribute("lastmod") is not null
        || tree.Root.Element("abstract") is not null || tree.Entries.Any(e => e.Attribute("href") is not null || e.Element("abstract") is not null)
        || (tree.Root.Element("link") is null && tree.Root.Element("description") is null);
}
