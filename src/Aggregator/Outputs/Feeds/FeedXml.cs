using System.Globalization;
using System.Text;
using System.Xml;

namespace Aggregator.Outputs.Feeds;

/// <summary>What the two XML formats share.</summary>
internal static class FeedXml
{
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Media = "http://search.yahoo.com/mrss/";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };

    public static byte[] Document(Action<XmlWriter> write)
    {
        using var memory = new MemoryStream();
        using (var xml = XmlWriter.Create(memory, Settings))
            write(xml);
        return memory.ToArray();
    }

    public static void Element(this XmlWriter xml, string name, string? space, string? text)
    {
        if (text is not null)
            xml.WriteElementString(name, space, Storable(text));
    }

    public static void Link(this XmlWriter xml, string relation, string? url, string? type = null, long? length = null)
    {
        if (url is null)
            return;
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", Storable(url));
        if (type is not null)
            xml.WriteAttributeString("type", Storable(type));
        if (length is { } bytes)
            xml.WriteAttributeString("length", bytes.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    /// <summary>An image of an entry.</summary>
    public static void Thumbnail(this XmlWriter xml, string? url)
    {
        if (url is null)
            return;
        xml.WriteStartElement("thumbnail", Media);
        xml.WriteAttributeString("url", Storable(url));
        xml.WriteEndElement();
    }

    public static void Person(this XmlWriter xml, Normalizing.Person person)
    {
        xml.WriteStartElement("author", Atom);
        // There must be one name, and it may be empty (RFC 4287 §3.2.1).
        xml.Element("name", Atom, person.Name ?? "");
        xml.Element("uri", Atom, person.Url);
        xml.Element("email", Atom, person.Email);
        xml.WriteEndElement();
    }

    /// <summary>Without what XML 1.0 has no way to write (§2.2).</summary>
    public static string Storable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsCharacter(text, i))
                return string.Concat(text.Where((_, at) => IsCharacter(text, at)));
        }
        return text;
    }

    private static bool IsCharacter(string text, int at) => XmlConvert.IsXmlChar(text[at])
        || (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        || (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));
}
