using System.Xml;
using System.Xml.Linq;

namespace Aggregator.Parsing.Trees;

/// <summary>Puts what the reader stands on into canonical names.</summary>
/// <param name="rootNamespace">The namespace of the root, whatever it is: elements in it belong to the root's vocabulary.</param>
internal sealed class NameReader(string rootNamespace, Vocabulary rootVocabulary)
{
    private readonly Dictionary<(string Namespace, string Prefix), Vocabulary> _known = [];

    /// <summary>What unprefixed elements are in an <c>rdf:RDF</c> or <c>rss</c> root that has a prefix or a namespace of its own.</summary>
    private readonly Vocabulary _unprefixed = rootVocabulary == Vocabulary.Atom ? Vocabulary.Atom : Vocabulary.Rss;

    public (Vocabulary Vocabulary, string? Name) Read(XmlReader reader)
    {
        var name = ElementNames.Element(reader.LocalName);
        return name is null ? (Vocabulary.Other, null) : (VocabularyOf(reader.NamespaceURI, reader.Prefix), name);
    }

    /// <summary>The canonical attribute name, or null when no rule reads it.</summary>
    public static XName? Attribute(XmlReader reader)
    {
        if (reader.Prefix.Length == 0)
            return reader.LocalName == "xmlns" ? null : ElementNames.Attribute(reader.LocalName) is { } plain ? plain == "about" ? Namespaces.Rdf + plain : plain : null;
        return (reader.Prefix, reader.LocalName) switch
        {
            ("xml", "base") => Marks.XmlBase,
            ("xml", "lang") => Marks.XmlLang,
            (_, "about" or "resource") when Namespaces.OfName(reader.NamespaceURI) == Vocabulary.Rdf || reader.Prefix == "rdf" => Namespaces.Rdf + reader.LocalName,
            _ => null,
        };
    }

    private Vocabulary VocabularyOf(string name, string prefix)
    {
        if (_known.TryGetValue((name, prefix), out var known))
            return known;
        var vocabulary = Namespaces.OfName(name) ?? OfRoot(name, prefix) ?? Namespaces.OfPrefix(prefix) ?? Vocabulary.Other;
        if (_known.Count < 1_000)
            _known[(name, prefix)] = vocabulary;
        return vocabulary;
    }

    private Vocabulary? OfRoot(string name, string prefix)
    {
        if (name == rootNamespace && rootVocabulary != Vocabulary.Rdf)
            return rootVocabulary;
        var belongs = name.Length == 0 || rootNamespace.Length == 0 || rootVocabulary == Vocabulary.Rdf;
        return prefix.Length > 0 ? null : belongs ? _unprefixed : Vocabulary.Other;
    }
}
