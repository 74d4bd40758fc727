using System.Buffers;

namespace Aggregator.Normalizing;

/// <summary>
/// The only place that writes HTML. Tags come from the allow-list, everything else is escaped: whatever the input was, and however it was parsed,
/// nothing can come out that is not written here. Text has to be scrubbed before it is written. Not thread-safe; rented memory, so dispose it.
/// </summary>
internal ref struct MarkupWriter(int capacity, Uri? @base)
{
    // Without it a linked page could reach back and search engines would count the link as ours.
    private const string LinkRelation = " rel=\"noopener noreferrer nofollow\"";

    // Only ASCII, since those sets are searched ten times as fast: what else may not be written has been scrubbed before.
    private static readonly SearchValues<char> InText = SearchValues.Create(['<', '>', '&', '\r', .. Controls()]);

    private static readonly SearchValues<char> InAttribute = SearchValues.Create(['<', '>', '&', '"', '\r', .. Controls()]);

    private readonly string?[] _values = new string?[MarkupRules.MostAttributes];
    private CharBuffer _out = new(capacity);
    private bool _afterPre;

    public readonly int Length => _out.Length;

    public readonly bool IsFull => _out.Length > NormalizingLimits.CleanMarkup;

    public readonly ReadOnlySpan<char> Trimmed => _out.Written.Trim();

    public void Dispose() => _out.Dispose();

    public void Text(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        // A parser drops the first line end of a pre: it has to be there twice to be there once.
        if (_afterPre && text[0] is '\n' or '\r')
            _out.Append('\n');
        _afterPre = false;
        Escape(text, InText);
    }

    /// <summary>Takes one attribute as found, its references decoded; call before <see cref="Start"/>. The first of a name wins, as in browsers.</summary>
    public readonly void Attribute(ElementRule rule, ReadOnlySpan<char> name, string value)
    {
        var index = IndexOf(rule, name);
        if (index >= 0)
            _values[index] ??= value;
    }

    /// <summary>Whether the attribute is worth decoding.</summary>
    public static bool Wants(ElementRule rule, ReadOnlySpan<char> name) => IndexOf(rule, name) >= 0;

    /// <summary>Writes the start tag with the attributes taken. False: the element as a whole may not be shown, write no end tag.</summary>
    public bool Start(ElementRule rule)
    {
        var values = _values.AsSpan(0, rule.Attributes.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
                values[i] = AttributeCleaner.Clean(rule.Attributes[i].Kind, value, @base);
        }
        var shown = IsShown(rule, values);
        if (shown)
            WriteStart(rule, values);
        values.Clear();
        return shown;
    }

    public void End(ElementRule rule)
    {
        _afterPre = false;
        _out.Append("</");
        _out.Append(rule.Name);
        _out.Append('>');
    }

    private void WriteStart(ElementRule rule, ReadOnlySpan<string?> values)
    {
        _out.Append('<');
        _out.Append(rule.Name);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
                continue;
            _out.Append(' ');
            _out.Append(rule.Attributes[i].Name);
            _out.Append("=\"");
            Escape(value, InAttribute);
            _out.Append('"');
            if (rule.Attributes[i].Kind == AttributeKind.Link)
                _out.Append(LinkRelation);
        }
        // Without controls a reader could not start what does not start by itself any more.
        if (rule.Name is "audio" or "video")
            _out.Append(" controls=\"\"");
        if (rule.Name is "iframe")
            _out.Append(" allowfullscreen=\"\"");
        _out.Append('>');
        _afterPre = rule.Name is "pre";
    }

    private static bool IsShown(ElementRule rule, ReadOnlySpan<string?> values) => rule.Name switch
    {
        "img" => (values[0] ?? values[1] ?? values[2]) is not null && !IsTrackingPixel(values),
        "iframe" => values[0] is not null,
        _ => true,
    };

    private static bool IsTrackingPixel(ReadOnlySpan<string?> values) => values[3] is "0" or "1" && values[4] is "0" or "1";

    private static int IndexOf(ElementRule rule, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < rule.Attributes.Length; i++)
        {
            if (name.Equals(rule.Attributes[i].Name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    private void Escape(ReadOnlySpan<char> text, SearchValues<char> special)
    {
        while (true)
        {
            var at = text.IndexOfAny(special);
            if (at < 0)
            {
                _out.Append(text);
                return;
            }
            _out.Append(text[..at]);
            switch (text[at])
            {
                case '<':
                    _out.Append("&lt;");
                    break;
                case '>':
                    _out.Append("&gt;");
                    break;
                case '&':
                    _out.Append("&amp;");
                    break;
                case '"':
                    _out.Append("&quot;");
                    break;
                case '\r':
                    _out.Append('\n');
                    break;
                default:
                    // Control characters: nothing may hide behind them.
                    break;
            }
            text = text[(at + 1)..];
        }
    }

    private static IEnumerable<char> Controls()
    {
        for (var c = '\0'; c <= '\u007F'; c++)
        {
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
                yield return c;
        }
    }
}
