using System.Buffers;
using System.Text;
using System.Xml;

namespace Aggregator.Parsing.Repairing;

/// <summary>Writes characters so that XML can hold them: illegal ones go, ampersands are references or escaped.</summary>
internal sealed class CharacterWriter(StringBuilder output, EntityTable entities)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [
            '<', '>', '&', '"', '\uFFFE', '\uFFFF', .. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')),
            .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c),
        ]);

    /// <summary>Text or an attribute value. A stray <c>]]&gt;</c> is the end of a section that was already closed: it goes.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var next = text.IndexOfAny(Special);
            if (next < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..next]);
            text = text[next..];
            text = text[Step(text)..];
        }
    }

    /// <summary>A CDATA section: only what XML forbids goes.</summary>
    public void WriteCdata(ReadOnlySpan<char> text)
    {
        output.Append("<![CDATA[");
        while (!text.IsEmpty)
        {
            var next = text.IndexOfAny(Special);
            if (next < 0)
            {
                output.Append(text);
                break;
            }

            output.Append(text[..next]);
            text = text[next..];
            text = text[WriteLegal(text)..];
        }

        output.Append("]]>");
    }

    private int Step(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '<':
                output.Append("&lt;");
                return 1;
            case '>':
                if (output.Length >= 2 && output[^1] == ']' && output[^2] == ']')
                    output.Length -= 2;
                else
                    output.Append("&gt;");
                return 1;
            case '"':
                output.Append("&quot;");
                return 1;
            case '&':
                if (entities.Read(text, out var length) is not { } characters)
                {
                    output.Append("&amp;");
                    return 1;
                }

                foreach (var c in characters)
                    WriteEscaped(c);
                return length;
            default:
                return WriteLegal(text);
        }
    }

    private void WriteEscaped(char c) => _ = c switch
    {
        '<' => output.Append("&lt;"),
        '>' => output.Append("&gt;"),
        '&' => output.Append("&amp;"),
        '"' => output.Append("&quot;"),
        _ when char.IsSurrogate(c) || XmlConvert.IsXmlChar(c) => output.Append(c),
        _ => output,
    };

    private int WriteLegal(ReadOnlySpan<char> text)
    {
        if (char.IsHighSurrogate(text[0]) && text.Length > 1 && char.IsLowSurrogate(text[1]))
        {
            output.Append(text[..2]);
            return 2;
        }

        if (!char.IsSurrogate(text[0]) && XmlConvert.IsXmlChar(text[0]))
            output.Append(text[0]);
        return 1;
    }
}
