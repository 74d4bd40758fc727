using System.Globalization;
using System.Net;
using System.Text;

namespace Aggregator.Parsing.Repairing;

/// <summary>What references stand for: characters, HTML's names, and the document's own entities within a bound on all their uses together.</summary>
internal sealed class EntityTable(Dictionary<string, string> declared, DiagnosticLog log)
{
    /// <summary>Entities inside entities are followed this deep; the bound on characters is what stops bombs.</summary>
    private const int Nesting = 4;

    private int _budget = ParsingLimits.EntityCharacters;

    /// <summary>
    /// Reads the reference at the start of <paramref name="text"/>, which begins with <c>&amp;</c>. Null when it is none and the ampersand is meant literally;
    /// otherwise the characters, and how many were read.
    /// </summary>
    public string? Read(ReadOnlySpan<char> text, out int length)
    {
        if (text.Length > 2 && text[1] == '#')
            return Numeric(text, out length);
        length = 0;
        var end = text[..Math.Min(text.Length, 40)].IndexOf(';');
        if (end < 2 || !IsName(text[1..end]))
            return null;
        var found = Named(text[1..end].ToString(), Nesting);
        if (found is not null)
            length = end + 1;
        return found;
    }

    private string? Named(string name, int nesting)
    {
        switch (name)
        {
            case "lt": return "<";
            case "gt": return ">";
            case "amp": return "&";
            case "quot": return "\"";
            case "apos": return "'";
        }

        if (declared.TryGetValue(name, out var value))
            return Expand(value, nesting);
        var reference = "&" + name + ";";
        var decoded = WebUtility.HtmlDecode(reference);
        log.Add(DiagnosticCode.EntityUndeclared, name);
        return decoded == reference ? null : decoded;
    }

    private string? Expand(string value, int nesting)
    {
        _budget -= value.Length + 1;
        if (_budget < 0 || nesting == 0)
        {
            log.Add(DiagnosticCode.LimitReached, "entities expand to too much: left as they are");
            return null;
        }

        if (!value.Contains('&'))
            return value;
        var expanded = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '&')
            {
                expanded.Append(value[i]);
                continue;
            }

            var end = value.IndexOf(';', i);
            var inner = end < 0 ? null : value[i + 1] == '#' ? Numeric(value.AsSpan(i), out _) : Named(value[(i + 1)..end], nesting - 1);
            if (inner is null)
            {
                expanded.Append('&');
                continue;
            }

            expanded.Append(inner);
            i = end;
        }

        return expanded.ToString();
    }

    /// <summary>A missing semicolon is forgiven; 128-159 are windows-1252, as browsers read them (HTML §13.2.5.80); what XML forbids becomes nothing.</summary>
    private static string? Numeric(ReadOnlySpan<char> text, out int length)
    {
        var hexadecimal = text.Length > 3 && text[2] is 'x' or 'X';
        var start = hexadecimal ? 3 : 2;
        var at = start;
        long code = 0;
        while (at < text.Length && (hexadecimal ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at])))
        {
            code = Math.Min(code * (hexadecimal ? 16 : 10) + int.Parse(text.Slice(at, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture), 0x200000);
            at++;
        }

        length = at < text.Length && text[at] == ';' ? at + 1 : at;
        if (at == start)
            return null;
        if (code is >= 0x80 and <= 0x9F)
            return Decoding.EncodingCatalog.Windows1252.GetString([(byte)code]);
        return code is 9 or 10 or 13 or (>= 0x20 and < 0xD800) or (>= 0xE000 and < 0xFFFE) or (>= 0x10000 and <= 0x10FFFF) ? char.ConvertFromUtf32((int)code) : "";
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return false;
        }

        return true;
    }
}
