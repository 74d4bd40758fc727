using System.Xml.Linq;

namespace Aggregator.Parsing.Fields;

/// <summary>Looks for children by name. A blank one counts as absent; the first of the names that is there wins.</summary>
internal static class Elements
{
    public static XElement? First(XElement parent, params ReadOnlySpan<XName> names)
    {
        foreach (var name in names)
        {
            for (var node = parent.FirstNode; node is not null; node = node.NextNode)
            {
                if (node is XElement element && element.Name == name && !string.IsNullOrWhiteSpace(element.Value))
                    return element;
            }
        }

        return null;
    }

    public static Children Children(this XElement parent, XName name) => new(parent, name);

    public static string? FirstValue(XElement parent, params ReadOnlySpan<XName> names) => First(parent, names)?.Value.Trim();

    /// <summary>A trimmed attribute, or null when it is absent, blank or no scalar.</summary>
    public static string? Attribute(XElement element, XName name) => Scalar((string?)element.Attribute(name));

    public static string? Scalar(string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Length > ParsingLimits.ScalarCharacters ? null : value.Trim();
}
