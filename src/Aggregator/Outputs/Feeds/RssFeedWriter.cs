using System.Globalization;
using System.Xml;
using static Aggregator.Outputs.Feeds.FeedXml;

namespace Aggregator.Outputs.Feeds;

/// <summary>RSS 2.0, with what it has no element for by Atom, Dublin Core, content and Media RSS.</summary>
internal static class RssFeedWriter
{
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string Encoded = "http://purl.org/rss/1.0/modules/content/";

    public static byte[] Write(MergedFeed feed) => Document(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        foreach (var (prefix, space) in new[] { ("atom", Atom), ("content", Encoded), ("dc", Dc), ("dcterms", Terms), ("media", Media) })
            xml.WriteAttributeString("xmlns", prefix, null, space);
        xml.WriteStartElement("channel");
        Plain(xml, "title", null, feed.Title);
        xml.Element("link", null, feed.SiteUrl ?? feed.SelfUrl ?? "");
        Plain(xml, "description", null, feed.Title);
        xml.Element("lastBuildDate", null, Date(feed.Updated));
        xml.Element("generator", null, "Aggregator");
        xml.Link("self", feed.SelfUrl, "application/rss+xml");
        xml.Link("first", feed.FirstUrl);
        xml.Link("next", feed.NextUrl);
        xml.Link("hub", feed.HubUrl);
        foreach (var article in feed.Articles)
            WriteItem(xml, article);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void WriteItem(XmlWriter xml, MergedArticle article)
    {
        var row = article.Row;
        xml.WriteStartElement("item");
        Plain(xml, "title", null, row.Title);
        xml.Element("link", null, row.Url);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(article.Id);
        xml.WriteEndElement();
        xml.Element("pubDate", null, Date(row.PublishedAt));
        if (row.UpdatedAt is { } updated)
            xml.Element("modified", Terms, JsonForms.Instant(updated));
        // For what dc:creator cannot say. Readers that know the element of Atom take it, all others the name.
        if (article.Authors.Any(author => author.Email is not null || author.Url is not null))
        {
            foreach (var author in article.Authors)
                xml.Person(author);
        }
        foreach (var author in article.Authors)
            Plain(xml, "creator", Dc, author.Name);
        foreach (var category in article.Categories)
            Plain(xml, "category", null, category);
        xml.Element("comments", null, row.CommentsUrl);
        WriteEnclosures(xml, article);
        xml.Thumbnail(row.ImageUrl);
        xml.Element("language", Dc, row.Language);
        xml.Element("description", null, article.Summary);
        xml.Element("encoded", Encoded, article.Content);
        if (row.Title is null && article.Summary is null)
            xml.Element("description", null, "");
        xml.WriteStartElement("source");
        xml.WriteAttributeString("url", Storable(Configuration.Redactor.Url(row.FeedUrl)));
        xml.WriteString(Storable(row.FeedName));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>An item has one enclosure, with all attributes; more of them, and less of each, is said by links.</summary>
    private static void WriteEnclosures(XmlWriter xml, MergedArticle article)
    {
        foreach (var (place, enclosure) in article.Enclosures.Index())
        {
            if (place > 0 || enclosure.Type is null)
            {
                xml.Link("enclosure", enclosure.Url, enclosure.Type, enclosure.Length);
                continue;
            }
            xml.WriteStartElement("enclosure");
            xml.WriteAttributeString("url", Storable(enclosure.Url));
            xml.WriteAttributeString("length", (enclosure.Length ?? 0).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("type", Storable(enclosure.Type));
            xml.WriteEndElement();
        }
    }

    /// <summary>No type says whether an element of RSS is text or HTML; readers take it for HTML, so text is written as HTML.</summary>
    private static void Plain(XmlWriter xml, string name, string? space, string? text) =>
        xml.Element(name, space, text?.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));

    private static string Date(DateTimeOffset instant) => instant.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);
}
