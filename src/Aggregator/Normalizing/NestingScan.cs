namespace Aggregator.Normalizing;

/// <summary>
/// Says, without building a tree, whether building one would stay cheap. The tree builder is quadratic in nesting, and it makes every formatting element
/// that was left open anew in each later paragraph, so that 5 KB can become 100,000 elements. Never underestimates nesting; overestimates it where tags
/// are misnested. Linear in the input.
/// </summary>
internal ref struct NestingScan
{
    private readonly record struct Entry(ElementRule Rule, int NameStart, int NameLength);

    private readonly ReadOnlySpan<char> _html;
    private readonly Entry[] _open = new Entry[NormalizingLimits.Depth];
    private int _depth;
    private int _formatting;
    private long _work;

    private NestingScan(ReadOnlySpan<char> html) => _html = html;

    public static bool IsCheap(ReadOnlySpan<char> html) => new NestingScan(html).Run();

    private bool Run()
    {
        var tokens = new MarkupTokenizer(_html);
        while (tokens.Next())
        {
            if (tokens.Kind is MarkupToken.End)
            {
                End(tokens.Name);
                continue;
            }
            if (tokens.Kind is not MarkupToken.Start)
                continue;
            // Raw elements are not skipped: inside SVG their content is markup.
            _work += 1 + _formatting;
            if (_work > NormalizingLimits.TreeElements || !Start(tokens.Name))
                return false;
        }
        return true;
    }

    private bool Start(ReadOnlySpan<char> name)
    {
        var rule = MarkupRules.Of(name);
        if (rule.Is(ElementTraits.Void) || rule.Name is "p")
            return true;
        if (rule.Name is "tr" or "td" or "th" or "tbody" or "thead" or "tfoot" or "caption" or "colgroup" && CloseToTable())
            return true;
        var top = _depth == 0 ? "" : _open[_depth - 1].Rule.Name;
        if ((rule.Name is "li" && top is "li") || (rule.Name is "dd" or "dt" && top is "dd" or "dt"))
            return true;
        if (_depth == _open.Length)
            return false;
        _html.Overlaps(name, out var offset);
        _open[_depth++] = new Entry(rule, offset, name.Length);
        if (IsFormatting(rule))
            _formatting++;
        return _formatting <= NormalizingLimits.OpenFormatting;
    }

    private void End(ReadOnlySpan<char> name)
    {
        var rule = MarkupRules.Of(name);
        var at = _depth - 1;
        while (at >= 0 && !IsNamed(_open[at], name))
            at--;
        if (at < 0)
            return;
        var special = rule.Is(ElementTraits.Special);
        for (var above = at + 1; above < _depth; above++)
        {
            var entry = _open[above].Rule;
            if (special ? IsBarrier(entry) : entry.Is(ElementTraits.Special) || IsBarrier(entry))
                return;
        }
        // Formatting elements that are misnested stay: they are opened again.
        var kept = at;
        for (var above = at + 1; above < _depth; above++)
        {
            if (IsFormatting(_open[above].Rule) || !special)
                _open[kept++] = _open[above];
        }
        if (IsFormatting(rule))
            _formatting--;
        _depth = kept;
    }

    // A cell or row ends whatever is open in its table. Not from inside foreign content or a template, where it nests like anything else.
    private bool CloseToTable()
    {
        for (var at = _depth - 1; at >= 0; at--)
        {
            if (_open[at].Rule.Name is "svg" or "math" or "template")
                return false;
            if (_open[at].Rule.Name is not "table")
                continue;
            for (var above = at + 1; above < _depth; above++)
            {
                if (IsFormatting(_open[above].Rule))
                    _formatting--;
            }
            _depth = at + 1;
            return true;
        }
        // Ignored by the tree builder, outside of a table.
        return !InForeign();
    }

    private readonly bool InForeign()
    {
        for (var at = 0; at < _depth; at++)
        {
            if (_open[at].Rule.Name is "svg" or "math" or "template")
                return true;
        }
        return false;
    }

    private readonly bool IsNamed(Entry entry, ReadOnlySpan<char> name) =>
        _html.Slice(entry.NameStart, entry.NameLength).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsFormatting(ElementRule rule) => rule.Is(ElementTraits.Formatting) || rule.Name is "nobr";

    private static bool IsBarrier(ElementRule rule) =>
        rule.Name is "svg" or "math" or "template" or "table" or "object" or "applet" or "marquee" or "select" or "button" or "caption";
}
