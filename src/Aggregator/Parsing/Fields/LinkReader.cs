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
        string? best = null;
        var bestRank = -1;
        foreach (var link in parent.Children(Link))
        {
            if (!IsRelation(link, relation) || Rank(link, relation) is var rank && rank <= bestRank || Resolve(link, bases) is not { } url)
                continue;
            (best, bestRank) = (url, rank);
        }

        return best;
    }

    /// <summary>
    /// The <c>link</c> of RSS: the first that can be used. One that is written like Atom's goes before, if it is the alternate; one with another relation is none.
    /// </summary>
    public static string? Rss(XElement parent, BaseChain bases)
    {
        string? first = null;
        foreach (var link in parent.Children("link"))
        {
            if (string.IsNullOrWhiteSpace(link.Value))
            {
                if (IsRelation(link, "alternate") && UrlResolver.Resolve((string?)link.Attribute("href"), bases.Of(link)) is { } written)
                    return written;
            }
            else
            {
                first ??= UrlResolver.Resolve(link.Value, bases.Of(link));
            }
        }

        return first;
    }

    /// <summary>An empty <c>href</c> is a reference to the base itself (RFC 3986 §4.4).</summary>
    private static string? Resolve(XElement link, BaseChain bases)
    {
        var written = (string?)link.Attribute("href");
        var origin = bases.Of(link);
        return written is { Length: 0 } ? origin?.AbsoluteUri : UrlResolver.Resolve(written ?? link.Value, origin);
    }

    /// <summary>Relations are compared without case, but one that is written right goes before one that is not.</summary>
    private static int Rank(XElement link, string relation) =>
        (IsHtml((string?)link.Attribute("type")) ? 1 : 0)
        + ((string?)link.Attribute("rel") is not { } written || written.EndsWith(relation, StringComparison.Ordinal) ? 2 : 0);

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
