using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>What podcasts say beyond the common fields: transcripts, chapters, persons, duration, episode, season. A JSON object, or null when there is nothing.</summary>
internal static class ExtraReader
{
    private static readonly string[] ItunesScalars = ["duration", "episode", "season", "episodeType", "explicit"];
    private static readonly XNamespace[] Kept = [Namespaces.Podcast, Namespaces.Itunes, Namespaces.FeedBurner];
    private static readonly string[] Attributes = ["type", "language", "role", "group", "img"];

    public static string? Read(XElement entry, BaseChain bases)
    {
        if (!entry.Elements().Any(e => Kept.Contains(e.Name.Namespace)))
            return null;
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, JsonShape.Options);
        json.WriteStartObject();
        foreach (var name in ItunesScalars)
        {
            if (Elements.Scalar(Elements.FirstValue(entry, Namespaces.Itunes + name)) is { } value)
                json.WriteString(name, value);
        }

        if (UrlResolver.Resolve(Elements.FirstValue(entry, Namespaces.FeedBurner + "origLink"), bases.Of(entry)) is { } original && UrlResolver.IsHttp(original))
            json.WriteString("originalUrl", original);
        WriteList(json, entry, bases, "transcript", "transcripts");
        WriteList(json, entry, bases, "chapters", "chapters");
        WriteList(json, entry, bases, "person", "persons");
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount <= 2 ? null : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteList(Utf8JsonWriter json, XElement entry, BaseChain bases, string element, string key)
    {
        var open = false;
        foreach (var item in entry.Elements(Namespaces.Podcast + element).Take(ParsingLimits.ListMembers))
        {
            if (!open)
                json.WriteStartArray(key);
            open = true;
            json.WriteStartObject();
            if (Elements.Scalar(item.Value) is { } name)
                json.WriteString("name", name);
            if (UrlResolver.Resolve((string?)item.Attribute("url") ?? (string?)item.Attribute("href"), bases.Of(item)) is { } url)
                json.WriteString("url", url);
            foreach (var attribute in Attributes)
            {
                if (Elements.Attribute(item, attribute) is { } value)
                    json.WriteString(attribute, value);
            }

            json.WriteEndObject();
        }

        if (open)
            json.WriteEndArray();
    }
}
