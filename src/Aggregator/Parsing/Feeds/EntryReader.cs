using System.Xml.Linq;
using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Quirks;
using Aggregator.Parsing.Trees;
using CodeHollow.FeedReader;
using CodeHollow.FeedReader.Feeds;

namespace Aggregator.Parsing.Feeds;

/// <summary>One entry: scalars from the typed item, everything that it does not know or gets wrong from the element, then the quirks.</summary>
internal sealed class EntryReader(FeedType? type, BaseChain bases, DiagnosticLog log)
{
    public ParsedEntry Read(XElement element)
    {
        var origin = bases.Of(element);
        var summary = Elements.First(
            element, "description", Namespaces.Atom + "summary", Namespaces.DublinCore + "description", Namespaces.Itunes + "summary",
            Namespaces.Itunes + "subtitle") ?? MediaReader.Text(element, Namespaces.Media + "description") ?? Elements.First(element, "abstract", "summary");
        var content = ContentOf(element);
        var entry = new ParsedEntry
        {
            Url = UrlOf(element),
            Title = TextConstruct.Text(Elements.First(element, "title", Namespaces.Atom + "title", Namespaces.DublinCore + "title")
                ?? MediaReader.Text(element, Namespaces.Media + "title") ?? Elements.First(element, Namespaces.Itunes + "title")),
            Summary = TextConstruct.Body(summary, summary is null ? null : bases.Of(summary, origin)),
            Content = TextConstruct.Body(content, content is null ? null : bases.Of(content, origin)),
            Published = DateFields.First(
                element, log, "pubDate", Namespaces.Atom + "published", Namespaces.Atom + "issued", Namespaces.DublinCore + "date",
                Namespaces.DublinCoreTerms + "issued", Namespaces.DublinCoreTerms + "created", Namespaces.Atom + "created", "created", "published", "issued", "date"),
            Updated = DateFields.First(element, log, Namespaces.Atom + "updated", Namespaces.Atom + "modified", Namespaces.DublinCoreTerms + "modified", "updated", "modified")
                ?? DateFields.Read((string?)element.Attribute("lastmod"), log),
            Language = Languages.Tidy(Elements.FirstValue(element, "language", Namespaces.DublinCore + "language") ?? (string?)element.Attribute(Marks.XmlLang)),
            ImageUrl = ImageReader.OfEntry(element, bases),
            Authors = PersonReader.First(
                element, bases, Namespaces.Atom + "author", "author", Namespaces.DublinCore + "creator", Namespaces.DublinCore + "author", Namespaces.Itunes + "author"),
            Categories = CategoryReader.Read(element),
            Enclosures = EnclosureReader.Read(element, bases),
            Extra = ExtraReader.Read(element, bases),
        };
        entry = QuirkTable.Apply(entry, new EntrySource(element, origin, bases));
        // The typed item decodes bodies, wrongly, and at half the cost of reading the entry: it is shown the element without them, at last.
        if (content?.Parent is not null)
            content.Remove();
        if (summary?.Parent is not null)
            summary.Remove();
        var typed = TypedReader.Item(element, type);
        return entry with { Id = IdOf(element, typed), CommentsUrl = CommentsOf(element, typed) };
    }

    private static string? IdOf(XElement element, BaseFeedItem? typed)
    {
        var found = typed switch
        {
            Rss20FeedItem rss => rss.Guid,
            AtomFeedItem atom => atom.Id,
            Rss10FeedItem rdf => rdf.About,
            _ => null,
        };
        return Elements.Scalar(found)
            ?? Elements.Scalar(Elements.FirstValue(element, "guid", Namespaces.Atom + "id", "id"))
            ?? Elements.Attribute(element, Namespaces.Rdf + "about")
            ?? Elements.Scalar(Elements.FirstValue(element, Namespaces.DublinCore + "identifier"));
    }

    private string? UrlOf(XElement element)
    {
        if (LinkReader.Rss(element, bases) is { } link)
            return link;
        if (LinkReader.First(element, "alternate", bases) is { } alternate)
            return alternate;
        if (UrlResolver.Resolve((string?)element.Attribute("href") ?? (string?)element.Element("a")?.Attribute("href"), bases.Of(element)) is { } cdf)
            return cdf;
        var guid = Elements.First(element, "guid");
        if (guid is not null && IsPermanentLink(guid) && UrlResolver.IsHttp(guid.Value.Trim()))
            return UrlResolver.Resolve(guid.Value, null);
        return Elements.FirstValue(element, Namespaces.Atom + "id") is { } id && UrlResolver.IsHttp(id) ? UrlResolver.Resolve(id, null) : null;
    }

    /// <summary>True unless said otherwise (RSS 2.0); a value that is neither says otherwise.</summary>
    private static bool IsPermanentLink(XElement guid) =>
        (Elements.Attribute(guid, "isPermaLink") ?? "true").Equals("true", StringComparison.OrdinalIgnoreCase);

    private static XElement? ContentOf(XElement element)
    {
        if (Elements.First(element, Namespaces.Content + "encoded") is { } encoded)
            return encoded;
        foreach (var content in element.Children(Namespaces.Atom + "content"))
        {
            if (content.Attribute("src") is null && IsText((string?)content.Attribute("type")) && !string.IsNullOrWhiteSpace(content.Value))
                return content;
        }

        return Elements.First(element, Namespaces.Xhtml + "body", Namespaces.Xhtml + "div", "body", "fullitem", "content", "encoded");
    }

    /// <summary>Whether Atom content of that type can be read as text; a picture in base64 cannot (RFC 4287 §4.1.3.3).</summary>
    private static bool IsText(string? type)
    {
        type = type?.Trim().ToLowerInvariant();
        return string.IsNullOrEmpty(type) || type.StartsWith("text/", StringComparison.Ordinal)
            || type.Contains("html", StringComparison.Ordinal) || !type.Contains('/');
    }

    private string? CommentsOf(XElement element, BaseFeedItem? typed)
    {
        var written = (typed as Rss20FeedItem)?.Comments ?? Elements.FirstValue(element, "comments");
        return UrlResolver.Resolve(written, bases.Of(element)) ?? LinkReader.First(element, "replies", bases);
    }
}
