using System.Globalization;
using System.Text;

namespace Aggregator.Commands.Demo;

/// <summary>The formats in which the demo's feeds are written: the ones in use today, the old ones, and the broken ones.</summary>
internal static class DemoWriters
{
    public static DemoDocument Rss20(DemoFeed feed, IReadOnlyList<DemoEntry> entries) => Xml("application/rss+xml", Rss20Text(feed, entries, "utf-8"));

    public static DemoDocument Windows1251(DemoFeed feed, IReadOnlyList<DemoEntry> entries) => new(
        "text/xml", CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(Rss20Text(feed, entries, "windows-1251")));

    /// <summary>Junk before the declaration, an entity that XML does not know, a bare ampersand, and a tag that is never closed.</summary>
    public static DemoDocument Malformed(DemoFeed feed, IReadOnlyList<DemoEntry> entries) => Xml(
        "application/rss+xml",
        "\n<!-- made by hand -->" + Rss20Text(feed, entries, "utf-8")
            .Replace("<description>", "<description>Tools &nbsp; timber & tea. ", StringComparison.Ordinal)
            .Replace("</channel></rss>", "<image><url>/logo.png</channel></rss>", StringComparison.Ordinal));

    public static DemoDocument Rss091(DemoFeed feed, IReadOnlyList<DemoEntry> entries)
    {
        var text = new StringBuilder(
            """
            <?xml version="1.0"?>
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel>
            """);
        text.Append(CultureInfo.InvariantCulture, $"<title>{Escaped(feed.Name)}</title><link>/</link><description>Caf&eacute; stories</description><language>en</language>\n");
        foreach (var entry in entries)
            text.Append(CultureInfo.InvariantCulture, $"<item><title>{Escaped(entry.Title)}</title><link>{Escaped(entry.Link)}</link><description>{Escaped(entry.Text)}</description></item>\n");
        return Xml("text/xml", text.Append("</channel></rss>").ToString());
    }

    public static DemoDocument Rdf(DemoFeed feed, IReadOnlyList<DemoEntry> entries)
    {
        var text = new StringBuilder(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            """);
        text.Append(CultureInfo.InvariantCulture, $"<channel rdf:about=\"{feed.Path}\"><title>{Escaped(feed.Name)}</title><link>/</link><description>Mosses</description></channel>\n");
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"<item rdf:about=\"{Escaped(entry.Guid)}\"><title>{Escaped(entry.Title)}</title><link>{Escaped(entry.Link)}</link>")
                .Append(CultureInfo.InvariantCulture, $"<description>{Escaped(entry.Text)}</description><dc:date>{Rfc3339(entry.Published)}</dc:date></item>\n");
        }
        return Xml("application/rdf+xml", text.Append("</rdf:RDF>").ToString());
    }

    public static DemoDocument Atom(DemoFeed feed, IReadOnlyList<DemoEntry> entries)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">");
        text.Append(CultureInfo.InvariantCulture, $"<title>{Escaped(feed.Name)}</title><id>urn:demo:{feed.Path}</id><updated>{Rfc3339(entries[0].Published)}</updated>\n");
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"<entry><title>{Escaped(entry.Title)}</title><id>{Escaped(entry.Guid)}</id><link href=\"{Escaped(entry.Link)}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<published>{Rfc3339(entry.Published)}</published><updated>{Rfc3339(entry.Published)}</updated>")
                .Append(CultureInfo.InvariantCulture, $"<content type=\"html\">{Escaped($"<p>{Escaped(entry.Text)}</p>")}</content></entry>\n");
        }
        return Xml("application/atom+xml", text.Append("</feed>").ToString());
    }

    public static DemoDocument JsonFeed(DemoFeed feed, IReadOnlyList<DemoEntry> entries)
    {
        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Name);
            json.WriteStartArray("items");
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("id", entry.Guid);
                json.WriteString("url", entry.Link);
                json.WriteString("title", entry.Title);
                json.WriteString("content_text", entry.Text);
                json.WriteString("date_published", Rfc3339(entry.Published));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return new DemoDocument("application/feed+json", stream.ToArray());
    }

    private static string Rss20Text(DemoFeed feed, IReadOnlyList<DemoEntry> entries, string encoding)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<rss version=\"2.0\"><channel><title>{Escaped(feed.Name)}</title><link>/</link>\n");
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"<item><title>{Escaped(entry.Title)}</title><guid isPermaLink=\"false\">{Escaped(entry.Guid)}</guid><link>{Escaped(entry.Link)}</link>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{entry.Published.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} GMT</pubDate><description>{Escaped($"<p>{Escaped(entry.Text)}</p>")}</description></item>\n");
        }
        return text.Append("</channel></rss>").ToString();
    }

    private static DemoDocument Xml(string type, string text) => new(type, Encoding.UTF8.GetBytes(text));

    /// <summary>Only what XML must have escaped, so that letters of any script stay as they are.</summary>
    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
