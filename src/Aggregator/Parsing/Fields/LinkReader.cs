using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>Atom links by relation (RFC 4287 §4.2.7), in Atom and inside RSS.</summary>
internal static class LinkReader
{
    private const string RegisteredRelation = "http://www.iana.org/assignments/relation/";
    public static readonly XName Link = Namespaces.Atom + "link";

    /// <summary>The first link of that relation, one to HTML before all others.</summary>
    public static string? First(XElement parent, string relation, BaseChain bases)
    {
        string? first = null;
        foreach (var link in parent.Elements(Link))
        {
            if (!IsRelation(link, relation) || Resolve(link, bases) is not { } url)
                continue;
            if (IsHtml((string?)link.Attribute("type")))
                return url;
            first ??= url;
        }

        return first;
    }

    public static string? Resolve(XElement link, BaseChain bases) =>
        UrlResolver.Resolve((string?)link.Attribute("href") ?? link.Value, bases.Of(link));

    public static bool IsRelation(XElement link, string relation)
    {
        var written = ((string?)link.Attribute("rel"))?.Trim();
        if (string.IsNullOrEmpty(written))
            return relation == "alternate";
        if (written.StartsWith(RegisteredRelation, StringComparison.OrdinalIgnoreCase))
            written = written[RegisteredRelation.Length..];
        return written.Equals(relation, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsHtml(string? type) =>
        type is not null && (type.Contains("text/html", StringComparison.OrdinalIgnoreCase) || type.Contains("xhtml", StringComparison.OrdinalIgnoreCase));
}
