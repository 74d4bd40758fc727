using System.Collections.Frozen;

namespace Aggregator.Parsing.Trees;

/// <summary>
/// The names that some rule reads, in their canonical spelling. Everything else never becomes a node: .NET keeps every element name for ever, so names
/// that a publisher invents must not reach LINQ to XML.
/// </summary>
internal static class ElementNames
{
    private static readonly FrozenDictionary<string, string> Elements = Table(
        """
        rss RDF feed channel item entry title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs
        cloud ttl image url textInput skipHours skipDays hour day author comments enclosure guid source body div fullitem tags
        id updated published modified issued created summary content subtitle tagline logo icon rights contributor name email uri homepage
        creator subject date publisher issued available encoded updatePeriod updateFrequency updateBase origLink
        explicit owner keywords duration episode season episodeType new-feed-url group thumbnail player text credit
        transcript chapters person info abstract a lastmod total creationDate tag isPermaLink rating
        """);

    private static readonly FrozenDictionary<string, string> Attributes = Table(
        """
        version rel href type title hreflang length url isPermaLink domain label term scheme src mode medium fileSize duration text role
        base lastmod value name about resource img lang self height width language email
        """);

    /// <summary>The canonical spelling, or null when no rule reads such an element.</summary>
    public static string? Element(string localName) => Elements.GetValueOrDefault(localName);

    public static string? Attribute(string localName) => Attributes.GetValueOrDefault(localName);

    /// <summary>Elements with elements of their own that are read; the rest are leaves, whose children are markup.</summary>
    public static bool IsContainer(Vocabulary vocabulary, string name) => (vocabulary, name) switch
    {
        (Vocabulary.Rss, "image" or "skipHours" or "skipDays" or "author" or "managingEditor") => true,
        (Vocabulary.Atom, "author" or "contributor") => true,
        (Vocabulary.Media, "group" or "content") => true,
        (Vocabulary.Itunes, "category" or "owner") => true,
        _ => false,
    };

    public static bool IsPerson(string name) => name is "author" or "managingEditor" or "contributor";

    public static bool IsPartOfPerson(string? name) => name is "name" or "email" or "uri" or "url" or "homepage";

    private static FrozenDictionary<string, string> Table(string names) => names
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Distinct(StringComparer.Ordinal)
        .ToFrozenDictionary(n => n, n => n, StringComparer.OrdinalIgnoreCase);
}
