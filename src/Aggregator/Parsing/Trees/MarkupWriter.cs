using System.Text;
using System.Xml;
using Aggregator.Parsing.Fields;

namespace Aggregator.Parsing.Trees;

/// <summary>
/// Writes the children of a text element back as HTML. Prefixes vanish; elements that HTML does not have leave only their text; addresses below an
/// inner <c>xml:base</c> are made absolute here, since HTML cannot say it. Iterative: depth costs nothing, and tags deeper than the bound are left out.
/// </summary>
internal sealed class MarkupWriter(DiagnosticLog log)
{
    private readonly StringBuilder _out = new();
    private readonly List<(string? Tag, Uri? Base)> _open = [];

    /// <summary>Reads to the end tag of the element the reader stands on. <paramref name="isMarkup"/> says whether there were child elements.</summary>
    /// <param name="escapeText">Whether text beside child elements is literal (Atom) or may hold escaped markup itself (RSS).</param>
    /// <param name="outer">What an inner relative <c>xml:base</c> is resolved against.</param>
    /// <exception cref="XmlException">The document is not well formed, or too deep.</exception>
    public string Read(XmlReader reader, bool escapeText, Uri? outer, out bool isMarkup)
    {
        isMarkup = false;
        if (reader.IsEmptyElement)
            return "";
        _out.Clear();
        _open.Clear();
        string? only = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    var value = reader.Value;
                    if (only is null && _out.Length == 0 && !isMarkup)
                    {
                        only = value;
                        break;
                    }

                    Flush(ref only, isMarkup && escapeText);
                    Append(value, isMarkup && escapeText);
                    break;
                case XmlNodeType.Element:
                    if (reader.Depth > ParsingLimits.StrictDepth)
                        throw new XmlException("nested too deeply");
                    if (!isMarkup)
                        BeginMarkup(ref only, escapeText);
                    isMarkup = true;
                    Open(reader, outer);
                    break;
                case XmlNodeType.EndElement:
                    if (_open.Count == 0)
                        return only ?? _out.ToString();
                    Close();
                    break;
                default:
                    break;
            }
        }

        return only ?? _out.ToString();
    }

    private void Flush(ref string? only, bool escape)
    {
        if (only is null)
            return;
        Append(only, escape);
        only = null;
    }

    private void BeginMarkup(ref string? only, bool escape)
    {
        var before = only ?? _out.ToString();
        only = null;
        _out.Clear();
        Append(before, escape);
    }

    private void Open(XmlReader reader, Uri? outer)
    {
        var inherited = _open.Count > 0 ? _open[^1].Base : null;
        var ownBase = reader.GetAttribute("xml:base") is { } written ? UrlResolver.CombineBase(inherited ?? outer, written) : inherited;
        var name = reader.LocalName.ToLowerInvariant();
        var tag = _open.Count < ParsingLimits.Depth && HtmlNames.Elements.Contains(name) ? name : null;
        if (_open.Count == ParsingLimits.Depth)
            log.Add(DiagnosticCode.LimitReached, $"markup nested deeper than {ParsingLimits.Depth}: tags beyond are left out");
        var empty = reader.IsEmptyElement;
        if (tag is not null)
        {
            _out.Append('<').Append(tag);
            WriteAttributes(reader, ownBase);
            _out.Append('>');
        }

        if (!empty)
            _open.Add((tag, ownBase));
        else if (tag is not null && !HtmlNames.Void.Contains(tag))
            _out.Append("</").Append(tag).Append('>');
    }

    private void WriteAttributes(XmlReader reader, Uri? inner)
    {
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Prefix.Length > 0 || reader.LocalName == "xmlns")
                continue;
            var value = reader.Value;
            if (inner is not null && HtmlNames.UrlAttributes.Contains(reader.LocalName))
                value = UrlResolver.Resolve(value, inner) ?? value;
            _out.Append(' ').Append(reader.LocalName).Append("=\"");
            Append(value, escape: true);
            _out.Append('"');
        }

        reader.MoveToElement();
    }

    private void Close()
    {
        var tag = _open[^1].Tag;
        _open.RemoveAt(_open.Count - 1);
        if (tag is not null && !HtmlNames.Void.Contains(tag))
            _out.Append("</").Append(tag).Append('>');
    }

    private void Append(string text, bool escape)
    {
        if (!escape || text.AsSpan().IndexOfAny("<>&\"") < 0)
        {
            _out.Append(text);
            return;
        }

        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => _out.Append("&lt;"),
                '>' => _out.Append("&gt;"),
                '&' => _out.Append("&amp;"),
                '"' => _out.Append("&quot;"),
                _ => _out.Append(c),
            };
        }
    }
}
