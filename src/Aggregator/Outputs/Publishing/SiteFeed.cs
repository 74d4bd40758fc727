using System.Globalization;
using System.Text;
using System.Xml;
using Aggregator.Storage;

namespace Aggregator.Outputs.Publishing;

/// <summary>The Atom feed (RFC 4287) of one page of a site.</summary>
internal static class SiteFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static string Write(string title, Uri? home, string path, string page, IReadOnlyList<ArticleRow> articles)
    {
        using var memory = new MemoryStream();
        using (var xml = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            Element(xml, "id", home is null ? $"urn:aggregator:site:{path}" : new Uri(home, path).AbsoluteUri);
            Element(xml, "title", title);
            Element(xml, "updated", Text(articles.Select(article => article.ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max()));
            Element(xml, "generator", "Aggregator");
            if (home is not null)
            {
                Link(xml, "self", new Uri(home, path).AbsoluteUri);
                Link(xml, "alternate", new Uri(home, page).AbsoluteUri);
            }
            foreach (var article in articles)
                Entry(xml, article, home);
            xml.WriteEndElement();
        }
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static void Entry(XmlWriter xml, ArticleRow article, Uri? home)
    {
        var id = article.Id.ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement("entry", Atom);
        Element(xml, "id", home is null ? $"urn:aggregator:article:{id}" : new Uri(home, $"articles/{id}").AbsoluteUri);
        Element(xml, "title", article.Title ?? "");
        Element(xml, "updated", Text(article.ChangedAt));
        Element(xml, "published", Text(article.PublishedAt));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", article.FeedName);
        xml.WriteEndElement();
        if (article.Url is { } url)
            Link(xml, "alternate", url);
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(article.FullText ?? article.Content ?? article.Summary ?? "");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string url)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", url);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, text);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
