using System.Xml.Linq;

namespace Aggregator.Parsing.Trees;

/// <summary>Attributes that the tree builder adds for the readers. Their namespace cannot be written in a document.</summary>
internal static class Marks
{
    /// <summary>On a leaf whose value is markup, serialised from child elements, rather than the characters themselves.</summary>
    public static readonly XName Markup = XName.Get("markup", "\u0001");

    public static readonly XName XmlBase = XNamespace.Xml + "base";
    public static readonly XName XmlLang = XNamespace.Xml + "lang";
}
