using System.Globalization;
using System.Text;
using System.Xml;
using Aggregator.Storage;

namespace Aggregator.Commands.Exporting;

/// <summary>An Atom feed (RFC 4287), an entry for each change; what was removed is a tombstone (RFC 6721).</summary>
internal sealed class AtomWriter : IChangeWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private readonly XmlWriter _xml;

    public AtomWriter(Stream stream, DateTimeOffset now)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false });
        _xml.WriteStartElement("feed", Atom);
        _xml.WriteAttributeString("xmlns", "at", null, Tombstones);
        Element("id", "urn:aggregator:changes");
        Element("title", "Changes");
        Element("updated", Text(now));
        _xml.WriteStartElement("author", Atom);
        Element("name", "Aggregator");
        _xml.WriteEndElement();
    }

    public void Write(ChangeRow change, ArticleRow? article)
    {
        if (article is null)
        {
            _xml.WriteStartElement("deleted-entry", Tombstones);
            _xml.WriteAttributeString("ref", Id(change.ArticleId));
            _xml.WriteAttributeString("when", Text(change.At));
            _xml.WriteEndElement();
            return;
        }
        _xml.WriteStartElement("entry", Atom);
        Element("id", Id(article.Id));
        Element("title", article.Title ?? "");
        Element("updated", Text(article.ChangedAt));
        Element("published", Text(article.PublishedAt));
        if (article.Url is { } url)
        {
            _xml.WriteStartElement("link", Atom);
            _xml.WriteAttributeString("href", url);
            _xml.WriteEndElement();
        }
        Html("summary", article.Summary);
        Html("content", article.Content);
        _xml.WriteEndElement();
    }

    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Html(string name, string? html)
    {
        if (html is null)
            return;
        _xml.WriteStartElement(name, Atom);
        _xml.WriteAttributeString("type", "html");
        _xml.WriteString(html);
        _xml.WriteEndElement();
    }

    private void Element(string name, string text) => _xml.WriteElementString(name, Atom, text);

    private static string Id(long article) => string.Create(CultureInfo.InvariantCulture, $"urn:aggregator:article:{article}");

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
