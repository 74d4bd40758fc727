using System.Text;
using System.Xml;

namespace Aggregator.Configuration.Exchange;

/// <summary>
/// Writes the catalog as OPML 2.0, as every reader imports it: groups as nested outlines, tags that are no group in <c>category</c>.
/// Credentials and headers are not part of it; what stands in a URL is.
/// </summary>
internal static class OpmlWriter
{
    /// <param name="output">Left open.</param>
    /// <param name="nameOf">What a feed is called; null when nobody knows.</param>
    public static void Write(Stream output, Catalog catalog, Func<FeedDefinition, string?> nameOf)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CloseOutput = false, CheckCharacters = false });
        xml.WriteStartElement("opml");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("head");
        xml.WriteElementString("title", "Feeds of Aggregator");
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        WriteLevel(xml, [.. catalog.Feeds], 0, nameOf);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteLevel(XmlWriter xml, IReadOnlyList<FeedDefinition> feeds, int depth, Func<FeedDefinition, string?> nameOf)
    {
        foreach (var feed in feeds.Where(feed => feed.Groups.Length == depth))
            Write(xml, feed, nameOf(feed) ?? feed.Url);
        foreach (var group in feeds.Where(feed => feed.Groups.Length > depth).GroupBy(feed => feed.Groups[depth], StringComparer.Ordinal))
        {
            xml.WriteStartElement("outline");
            xml.WriteAttributeString("text", Sayable(group.Key));
            WriteLevel(xml, [.. group], depth + 1, nameOf);
            xml.WriteEndElement();
        }
    }

    private static void Write(XmlWriter xml, FeedDefinition feed, string name)
    {
        xml.WriteStartElement("outline");
        xml.WriteAttributeString("type", "rss");
        xml.WriteAttributeString("text", Sayable(name));
        xml.WriteAttributeString("title", Sayable(name));
        xml.WriteAttributeString("xmlUrl", Sayable(feed.Url));
        // A comma or slash would split the tag in two where it is read (OPML 2.0, "category").
        var tags = feed.Tags.Except(feed.Groups).Select(tag => Sayable(tag).Replace(',', ' ').Replace('/', ' '));
        if (string.Join(',', tags) is { Length: > 0 } category)
            xml.WriteAttributeString("category", category);
        xml.WriteEndElement();
    }

    /// <summary>XML has no word for some characters (XML 1.0 §2.2).</summary>
    private static string Sayable(string text)
    {
        var sayable = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                sayable.Append(text[i]).Append(text[++i]);
            else
                sayable.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return sayable.ToString();
    }
}
