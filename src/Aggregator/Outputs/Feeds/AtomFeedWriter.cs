using System.Xml;
using static Aggregator.Outputs.Feeds.FeedXml;

namespace Aggregator.Outputs.Feeds;

/// <summary>Atom (RFC 4287), with paging (RFC 5005) and images by Media RSS.</summary>
internal static class AtomFeedWriter
{
    public static byte[] Write(MergedFeed feed) => Document(xml =>
    {
        xml.WriteStartElement("feed", Atom);
        if (feed.Articles.Any(article => article.Row.ImageUrl is not null))
            xml.WriteAttributeString("xmlns", "media", null, Media);
        xml.Element("id", Atom, feed.Id);
        xml.Element("title", Atom, feed.Title);
        xml.Element("updated", Atom, JsonForms.Instant(feed.Updated));
        xml.Element("generator", Atom, "Aggregator");
        // Entries need no author of their own then (§4.1.2).
        xml.WriteStartElement("author", Atom);
        xml.Element("name", Atom, feed.Title);
        xml.WriteEndElement();
        xml.Link("self", feed.SelfUrl, "application/atom+xml");
        xml.Link("alternate", feed.SiteUrl, "text/html");
        xml.Link("first", feed.FirstUrl);
        xml.Link("next", feed.NextUrl);
        xml.Link("hub", feed.HubUrl);
        foreach (var article in feed.Articles)
            WriteEntry(xml, article);
        xml.WriteEndElement();
    });

    private static void WriteEntry(XmlWriter xml, MergedArticle article)
    {
        var row = article.Row;
        xml.WriteStartElement("entry", Atom);
        if (row.Language is { } language)
            xml.WriteAttributeString("xml", "lang", null, Storable(language));
        xml.Element("id", Atom, article.Id);
        xml.Element("title", Atom, row.Title ?? "");
        xml.Element("published", Atom, JsonForms.Instant(row.PublishedAt));
        xml.Element("updated", Atom, JsonForms.Instant(article.Updated));
        foreach (var author in article.Authors)
            xml.Person(author);
        xml.Link("alternate", row.Url);
        xml.Link("replies", row.CommentsUrl, "text/html");
        foreach (var enclosure in article.Enclosures)
            xml.Link("enclosure", enclosure.Url, enclosure.Type, enclosure.Length);
        foreach (var category in article.Categories)
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", Storable(category));
            xml.WriteEndElement();
        }
        foreach (var state in article.States)
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", state);
            xml.WriteAttributeString("scheme", "http://www.google.com/reader/");
            xml.WriteAttributeString("label", state[(state.LastIndexOf('/') + 1)..]);
            xml.WriteEndElement();
        }
        xml.Thumbnail(row.ImageUrl);
        Html(xml, "summary", article.Summary);
        Html(xml, "content", article.Content);
        xml.WriteStartElement("source", Atom);
        xml.Element("id", Atom, Configuration.Redactor.Url(row.FeedUrl));
        xml.Element("title", Atom, row.FeedName);
        xml.Element("updated", Atom, JsonForms.Instant(article.Updated));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Html(XmlWriter xml, string name, string? html)
    {
        if (html is null)
            return;
        xml.WriteStartElement(name, Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Storable(html));
        xml.WriteEndElement();
    }
}
