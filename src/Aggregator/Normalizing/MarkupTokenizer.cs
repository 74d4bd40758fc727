using System.Buffers;

namespace Aggregator.Normalizing;

/// <summary>
/// Cuts HTML into tags, text and comments as browsers do (HTML standard §13.2.5), without allocating and in one pass. It builds no tree
/// and knows no nesting; script's escaped states are left out: script ends at its first end tag.
/// </summary>
internal ref struct MarkupTokenizer(ReadOnlySpan<char> source)
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create("\t\n\f\r />");
    private static readonly SearchValues<char> ValueEnd = SearchValues.Create("\t\n\f\r >");

    private readonly ReadOnlySpan<char> _source = source;
    private ReadOnlySpan<char> _rawUntil = [];
    private int _position;

    public MarkupToken Kind { get; private set; }

    /// <summary>All characters of the token.</summary>
    public ReadOnlySpan<char> Whole { get; private set; }

    /// <summary>Of a tag, as written.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>Of a tag: what lies between name and bracket. Read it with <see cref="MarkupAttributes"/>.</summary>
    public ReadOnlySpan<char> Attributes { get; private set; }

    /// <summary>Of the text inside an element whose content is no markup, such as script.</summary>
    public bool IsRaw { get; private set; }

    public bool Next()
    {
        var rest = _source[_position..];
        if (rest.IsEmpty)
            return false;
        Name = [];
        Attributes = [];
        IsRaw = false;
        if (!_rawUntil.IsEmpty)
        {
            var name = _rawUntil;
            _rawUntil = [];
            if (FindEndTag(rest, name) is var length && length != 0)
            {
                IsRaw = true;
                return Emit(MarkupToken.Text, length < 0 ? rest.Length : length);
            }
        }
        if (rest[0] != '<' || rest.Length == 1)
            return EmitText(rest);
        return rest[1] switch
        {
            var c when char.IsAsciiLetter(c) => EmitTag(rest, MarkupToken.Start, 1),
            '/' when rest.Length == 2 => EmitText(rest),
            '/' when char.IsAsciiLetter(rest[2]) => EmitTag(rest, MarkupToken.End, 2),
            '!' when rest.StartsWith("<!--") => EmitComment(rest),
            '!' or '?' or '/' => EmitUntilBracket(rest),
            _ => EmitText(rest),
        };
    }

    /// <summary>Says that the element just started holds no markup: the next text is raw, up to its end tag.</summary>
    public void EnterRaw() => _rawUntil = Name;

    /// <summary>Takes the token as text after all: only its first character is consumed.</summary>
    public void StepBack()
    {
        _position -= Whole.Length;
        EmitText(_source[_position..]);
    }

    /// <summary>Whether an end tag of this name is still to come.</summary>
    public readonly bool HasEndTag(ReadOnlySpan<char> name) => FindEndTag(_source[_position..], name) >= 0;

    private bool Emit(MarkupToken kind, int length)
    {
        Kind = kind;
        Whole = _source.Slice(_position, length);
        _position += length;
        return true;
    }

    private bool EmitText(ReadOnlySpan<char> rest)
    {
        var next = rest[1..].IndexOf('<');
        return Emit(MarkupToken.Text, next < 0 ? rest.Length : next + 1);
    }

    private bool EmitUntilBracket(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        return end < 0 ? Emit(MarkupToken.Unfinished, rest.Length) : Emit(MarkupToken.Comment, end + 1);
    }

    private bool EmitComment(ReadOnlySpan<char> rest)
    {
        if (rest[4..].StartsWith(">"))
            return Emit(MarkupToken.Comment, 5);
        if (rest[4..].StartsWith("->"))
            return Emit(MarkupToken.Comment, 6);
        for (var at = 4; at < rest.Length;)
        {
            var dashes = rest[at..].IndexOf("--");
            if (dashes < 0)
                break;
            at += dashes;
            if (rest[at..].StartsWith("-->"))
                return Emit(MarkupToken.Comment, at + 3);
            if (rest[at..].StartsWith("--!>"))
                return Emit(MarkupToken.Comment, at + 4);
            at++;
        }
        return Emit(MarkupToken.Unfinished, rest.Length);
    }

    private bool EmitTag(ReadOnlySpan<char> rest, MarkupToken kind, int nameStart)
    {
        var nameLength = rest[nameStart..].IndexOfAny(NameEnd);
        if (nameLength < 0)
            return Emit(MarkupToken.Unfinished, rest.Length);
        var attributes = new MarkupAttributes(rest[(nameStart + nameLength)..]);
        while (attributes.Next())
        {
        }
        if (!attributes.AtBracket)
            return Emit(MarkupToken.Unfinished, rest.Length);
        Name = rest.Slice(nameStart, nameLength);
        Attributes = rest.Slice(nameStart + nameLength, attributes.Position);
        return Emit(kind, nameStart + nameLength + attributes.Position + 1);
    }

    private static int FindEndTag(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOf("</");
            if (found < 0)
                return -1;
            at += found;
            var after = text[(at + 2)..];
            if (after.StartsWith(name, StringComparison.OrdinalIgnoreCase) && after.Length > name.Length && NameEnd.Contains(after[name.Length]))
                return at;
            at += 2;
        }
        return -1;
    }

    internal static bool EndsName(char c) => NameEnd.Contains(c);

    internal static int UnquotedLength(ReadOnlySpan<char> text) => text.IndexOfAny(ValueEnd);
}
