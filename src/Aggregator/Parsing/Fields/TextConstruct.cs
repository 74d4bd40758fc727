using System.Text;
using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>Decides how the characters of an element are to be read: what Atom declares, what RSS leaves open.</summary>
internal static class TextConstruct
{
    /// <summary>A text field: title, description, name, category.</summary>
    public static ParsedText? Text(XElement? element) => element is null ? null : Read(element, TextForm.Undeclared, null);

    /// <summary>A body: summary, content. What declares nothing is HTML.</summary>
    public static ParsedText? Body(XElement? element, Uri? origin) => element is null ? null : Read(element, TextForm.Html, origin);

    private static ParsedText? Read(XElement element, TextForm undeclared, Uri? origin)
    {
        var value = element.Value;
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (element.Name.Namespace != Namespaces.Atom)
            return new ParsedText(value, undeclared, origin);
        if ("base64".Equals((string?)element.Attribute("mode"), StringComparison.OrdinalIgnoreCase))
            return FromBase64(value, element, origin);
        if (element.Attribute(Marks.Markup) is not null)
            return new ParsedText(XhtmlWrapper.Strip(value), TextForm.Html, origin);
        return new ParsedText(value, FormOf(element), origin);
    }

    private static TextForm FormOf(XElement element)
    {
        var type = ((string?)element.Attribute("type"))?.Trim().ToLowerInvariant();
        var mode = ((string?)element.Attribute("mode"))?.Trim().ToLowerInvariant();
        return type switch
        {
            "html" or "text/html" or "application/xhtml+xml" => mode == "xml" && type != "html" ? TextForm.Plain : TextForm.Html,
            "xhtml" => TextForm.Plain,
            _ => TextForm.Plain,
        };
    }

    private static ParsedText? FromBase64(string value, XElement element, Uri? origin)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var count))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, count);
        var type = (string?)element.Attribute("type");
        return new ParsedText(text, type?.Contains("html", StringComparison.OrdinalIgnoreCase) == true ? TextForm.Html : TextForm.Plain, origin);
    }
}
