using System.Xml;

namespace Aggregator.Parsing.Repairing;

/// <summary>Reads one start tag as leniently as browsers do: unquoted, unclosed and repeated attributes.</summary>
internal ref struct TagScanner
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    /// <param name="text">Begins behind the <c>&lt;</c>.</param>
    public TagScanner(ReadOnlySpan<char> text)
    {
        _text = text;
        while (_at < text.Length && (XmlConvert.IsNCNameChar(text[_at]) || text[_at] == ':'))
            _at++;
        Name = text[.._at];
    }

    public ReadOnlySpan<char> Name { get; }

    /// <summary>Characters read so far.</summary>
    public readonly int Length => _at;

    public bool SelfClosed { get; private set; }

    /// <summary>The document ended inside the tag.</summary>
    public bool CutOff { get; private set; }

    /// <summary>Whether what stands behind <c>&lt;</c> is a tag at all, and not <c>1 &lt; 2</c> or <c>&lt;joe@example.com&gt;</c>.</summary>
    public readonly bool IsTag =>
        Name.Length > 0 && XmlConvert.IsStartNCNameChar(Name[0]) && (_at >= _text.Length || _text[_at] is '>' or '/' or '<' || char.IsWhiteSpace(_text[_at]));

    /// <summary>The next attribute; false at the end of the tag, which has then been stepped over.</summary>
    public bool Next(out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = value = default;
        SkipBlanks();
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '>')
            {
                _at++;
                return false;
            }

            if (c == '<')
                return false;
            if (c == '/')
                SelfClosed = _at + 1 < _text.Length && _text[_at + 1] == '>';
            else if (XmlConvert.IsNCNameChar(c))
                return ReadAttribute(out name, out value);
            _at++;
            SkipBlanks();
        }

        CutOff = true;
        return false;
    }

    private bool ReadAttribute(out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var start = _at;
        while (_at < _text.Length && (XmlConvert.IsNCNameChar(_text[_at]) || _text[_at] == ':'))
            _at++;
        name = _text[start.._at];
        value = name;
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != '=')
            return true;
        _at++;
        SkipBlanks();
        value = _at < _text.Length && _text[_at] is '"' or '\'' ? Quoted() : Unquoted();
        return true;
    }

    /// <summary>A quote that never closes, or only where the next tag opens one, ends with its tag.</summary>
    private ReadOnlySpan<char> Quoted()
    {
        var rest = _text[(_at + 1)..];
        var close = rest.IndexOf(_text[_at]);
        var end = close < 0 ? rest.IndexOfAny('<', '>') : close;
        if (close >= 0 && rest[..close].Contains('<') && close + 1 < rest.Length && rest[close + 1] is not ('>' or '/') && !char.IsWhiteSpace(rest[close + 1]))
        {
            end = rest[..close].IndexOfAny('<', '>');
            close = -1;
        }

        if (end < 0)
            end = rest.Length;
        _at += 1 + end + (close >= 0 ? 1 : 0);
        return rest[..end];
    }

    private ReadOnlySpan<char> Unquoted()
    {
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('>' or '<') && !(_text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] == '>'))
            _at++;
        return _text[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }
}
