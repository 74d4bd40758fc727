namespace Aggregator.Normalizing;

/// <summary>Reads the attributes of a tag, from behind its name to its bracket, as browsers do (HTML standard §13.2.5.32 to 13.2.5.40).</summary>
internal ref struct MarkupAttributes(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Where reading stopped; at the closing bracket when <see cref="AtBracket"/>.</summary>
    public int Position { get; private set; }

    public bool AtBracket { get; private set; }

    /// <summary>As written.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>Without quotes, its character references not yet decoded.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    public bool Next()
    {
        var at = Position;
        while (at < _text.Length && (IsSpace(_text[at]) || _text[at] == '/'))
            at++;
        if (at >= _text.Length || _text[at] == '>')
            return Stop(at);
        var start = at++;
        while (at < _text.Length && _text[at] != '=' && !MarkupTokenizer.EndsName(_text[at]))
            at++;
        Name = _text[start..at];
        Value = [];
        var equals = SkipSpace(at);
        if (equals >= _text.Length || _text[equals] != '=')
        {
            Position = at;
            return true;
        }
        at = SkipSpace(equals + 1);
        if (at >= _text.Length || _text[at] == '>')
        {
            Position = at;
            return true;
        }
        if (_text[at] is '"' or '\'')
        {
            var length = _text[(at + 1)..].IndexOf(_text[at]);
            if (length < 0)
                return Stop(_text.Length);
            Value = _text.Slice(at + 1, length);
            Position = at + length + 2;
            return true;
        }
        var unquoted = MarkupTokenizer.UnquotedLength(_text[at..]);
        Position = unquoted < 0 ? _text.Length : at + unquoted;
        Value = _text[at..Position];
        return true;
    }

    private bool Stop(int at)
    {
        Position = at;
        AtBracket = at < _text.Length;
        return false;
    }

    private readonly int SkipSpace(int at)
    {
        while (at < _text.Length && IsSpace(_text[at]))
            at++;
        return at;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\f' or '\r';
}
