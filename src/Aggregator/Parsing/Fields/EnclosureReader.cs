using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>Files that come with an entry: RSS enclosures, Atom links, then Media RSS contents that those did not list.</summary>
internal static class EnclosureReader
{
    private static readonly XName Enclosure = "enclosure";
    private static readonly XName RdfEnclosure = Namespaces.Enclosures + "enclosure";

    public static ImmutableArray<ParsedEnclosure> Read(XElement entry, BaseChain bases)
    {
        var found = new List<ParsedEnclosure>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var node = entry.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is not XElement element)
                continue;
            if (element.Name == Enclosure)
                Add(element, (string?)element.Attribute("url") ?? (string?)element.Attribute("href") ?? element.Value, "length");
            else if (element.Name == LinkReader.Link && LinkReader.IsRelation(element, "enclosure"))
                Add(element, (string?)element.Attribute("href"), "length");
            else if (element.Name == RdfEnclosure)
                Add(element, (string?)element.Attribute(Namespaces.Rdf + "resource") ?? (string?)element.Attribute("url"), "length");
        }

        foreach (var element in MediaReader.Contents(entry))
            Add(element, (string?)element.Attribute("url"), "fileSize");

        return [.. found];

        void Add(XElement element, string? written, XName length)
        {
            if (found.Count >= ParsingLimits.ListMembers || UrlResolver.Resolve(written, bases.Of(element)) is not { } url)
                return;
            if (seen.Add(url))
                found.Add(new ParsedEnclosure(url, Elements.Attribute(element, "type"), Length((string?)element.Attribute(length))));
        }
    }

    /// <summary>A positive whole number, or null.</summary>
    public static long? Length(string? written) =>
        long.TryParse(written?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0 ? length : null;
}
