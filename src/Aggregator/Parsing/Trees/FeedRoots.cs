using System.Xml.Linq;

namespace Aggregator.Parsing.Trees;

/// <summary>The document elements that make a document a feed.</summary>
internal static class FeedRoots
{
    public static (XName Element, Vocabulary Vocabulary)? Of(string localName, string namespaceName) => localName.ToLowerInvariant() switch
    {
        "rss" => ("rss", Vocabulary.Rss),
        "rdf" => (Namespaces.Rdf + "RDF", Vocabulary.Rdf),
        "feed" => (Namespaces.Atom + "feed", Vocabulary.Atom),
        "entry" when Namespaces.OfName(namespaceName) == Vocabulary.Atom => (Namespaces.Atom + "feed", Vocabulary.Atom),
        "channel" => ("channel", Vocabulary.Rss),
        _ => null,
    };

    /// <summary>CodeHollow finds modules by prefix, and a format's own elements by the default namespace.</summary>
    public static IEnumerable<XAttribute> Declarations(Vocabulary root)
    {
        if (root == Vocabulary.Atom)
            yield return new XAttribute("xmlns", Namespaces.Atom.NamespaceName);
        foreach (var (_, prefix, name) in Namespaces.Canonical)
            yield return new XAttribute(XNamespace.Xmlns + prefix, name.NamespaceName);
    }
}
