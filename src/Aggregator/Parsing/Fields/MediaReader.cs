using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>Media RSS: its elements stand in the entry, in groups, and in one another.</summary>
internal static class MediaReader
{
    private static readonly XName Group = Namespaces.Media + "group";
    private static readonly XName Content = Namespaces.Media + "content";
    private static readonly XName Thumbnail = Namespaces.Media + "thumbnail";

    public static IEnumerable<XElement> Contents(XElement entry) => HasAny(entry) ? Within(entry, Content) : [];

    public static IEnumerable<XElement> Thumbnails(XElement entry) =>
        HasAny(entry) ? Within(entry, Thumbnail).Concat(Contents(entry).SelectMany(c => c.Elements(Thumbnail))) : [];

    public static bool IsImage(XElement content) =>
        "image".Equals((string?)content.Attribute("medium"), StringComparison.OrdinalIgnoreCase)
        || ((string?)content.Attribute("type"))?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Most entries have none, and are asked several times.</summary>
    private static bool HasAny(XElement entry)
    {
        for (var node = entry.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is XElement element && element.Name.Namespace == Namespaces.Media)
                return true;
        }
        return false;
    }

    private static IEnumerable<XElement> Within(XElement entry, XName name) =>
        entry.Elements(name).Concat(entry.Elements(Group).SelectMany(g => g.Elements(name)));

    /// <summary>A text of the entry itself, else of its first group or content that has one.</summary>
    public static XElement? Text(XElement entry, XName name)
    {
        if (!HasAny(entry))
            return null;
        if (Elements.First(entry, name) is { } own)
            return own;
        foreach (var holder in entry.Elements(Group).Concat(Contents(entry)))
        {
            if (Elements.First(holder, name) is { } text)
                return text;
        }

        return null;
    }
}
