using System.Buffers;

namespace Aggregator.Normalizing;

/// <summary>
/// The stack of open elements of <see cref="StreamCleaner"/>: closes what browsers close by themselves (HTML standard §13.2.6.4.7), and says no where
/// they would do more than that.
/// </summary>
internal ref struct OpenElements()
{
    private static readonly ElementRule Section = MarkupRules.Of("tbody");
    private static readonly ElementRule Row = MarkupRules.Of("tr");

    /// <param name="InParagraph">Whether a paragraph is open, up to the innermost cell.</param>
    /// <param name="InLink">The same for a link.</param>
    private readonly record struct Entry(ElementRule Rule, string? OtherName, bool IsShown, bool InParagraph, bool InLink);

    private Entry[] _entries = ArrayPool<Entry>.Shared.Rent(16);
    private int _count;

    /// <summary>Whether an element lost its tag: its content may nest otherwise without it.</summary>
    public bool HasUnwrapped { get; private set; }

    /// <summary>Directly inside a table, a section or a row of it, where no text may be.</summary>
    public readonly bool IsInTable => Top is "table" or "tbody" or "thead" or "tfoot" or "tr";

    private readonly string Top => _count == 0 ? "" : _entries[_count - 1].Rule.Name;

    private readonly bool IsInCell
    {
        get
        {
            for (var at = _count - 1; at >= 0; at--)
            {
                if (_entries[at].Rule.Name is "td" or "th")
                    return true;
            }
            return false;
        }
    }

    /// <summary>Closes what an element of this kind ends when it starts. False: the tree builder has to decide.</summary>
    public bool MakeRoom(ElementRule rule, ref MarkupWriter writer)
    {
        if (rule.Is(ElementTraits.Complex))
            return false;
        if (rule.Name is "td" or "th" or "tr" or "tbody" or "thead" or "tfoot")
            return MakeRoomInTable(rule.Name, ref writer);
        if (IsInTable)
            return rule.Name is "script" or "style";
        if (rule.Name is "li" or "dd" or "dt" && !CloseListItem(rule.Name, ref writer))
            return false;
        if (rule.Name is "a" && _count > 0 && _entries[_count - 1].InLink)
            return false;
        if (_count > 0 && _entries[_count - 1].InParagraph && (rule.Is(ElementTraits.ClosesParagraph) || rule.Name is "li" or "dd" or "dt" or "table"))
        {
            if (Top is not "p")
                return false;
            Pop(ref writer);
        }
        // Asked last: the paragraph that was closed may have stood in a heading.
        return _count == 0 || !rule.Is(ElementTraits.Heading) || !_entries[_count - 1].Rule.Is(ElementTraits.Heading);
    }

    public bool Push(ElementRule rule, ReadOnlySpan<char> name, bool isShown)
    {
        if (_count == NormalizingLimits.Depth)
            return false;
        if (_count == _entries.Length)
            Grow();
        var isCell = rule.Name is "td" or "th";
        var below = _count == 0 ? default : _entries[_count - 1];
        HasUnwrapped |= !isShown;
        _entries[_count++] = new Entry(rule, rule.Name.Length == 0 ? name.ToString() : null, isShown,
            rule.Name is "p" || (!isCell && below.InParagraph), rule.Name is "a" || (!isCell && below.InLink));
        return true;
    }

    /// <summary>Handles an end tag.</summary>
    public bool Close(ReadOnlySpan<char> name, ref MarkupWriter writer)
    {
        var rule = MarkupRules.Of(name);
        if (rule.Name is "br" || rule.Is(ElementTraits.Complex))
            return false;
        if (rule.Is(ElementTraits.Void))
            return !IsInTable;
        if (rule.Name is "table" or "tbody" or "thead" or "tfoot" or "tr")
            return CloseTablePart(rule.Name, ref writer);
        // Only blocks end what is open inside them; elements of text have to be innermost.
        var at = _count - 1;
        while (at >= 0 && rule.Is(ElementTraits.Special) && _entries[at].Rule.Is(ElementTraits.Implied) && _entries[at].Rule != rule)
            at--;
        if (at < 0 || !IsNamed(_entries[at], rule, name))
            return false;
        PopTo(at, ref writer);
        return true;
    }

    public void CloseAll(ref MarkupWriter writer) => PopTo(0, ref writer);

    public readonly void Dispose() => ArrayPool<Entry>.Shared.Return(_entries);

    private void Grow()
    {
        var larger = ArrayPool<Entry>.Shared.Rent(_count * 2);
        _entries.AsSpan(0, _count).CopyTo(larger);
        Dispose();
        _entries = larger;
    }

    private bool CloseListItem(string name, ref MarkupWriter writer)
    {
        for (var at = _count - 1; at >= 0; at--)
        {
            var rule = _entries[at].Rule;
            if (name is "li" ? rule.Name is "li" : rule.Name is "dd" or "dt")
            {
                if (!IsImpliedAbove(at))
                    return false;
                PopTo(at, ref writer);
                return true;
            }
            if (rule.Is(ElementTraits.Special) && rule.Name is not ("address" or "div" or "p"))
                return true;
        }
        return true;
    }

    private bool MakeRoomInTable(string name, ref MarkupWriter writer)
    {
        if (!IsInTable && !CloseCell(ref writer))
            return false;
        if (Top is "tr" && name is not ("td" or "th"))
            Pop(ref writer);
        if (Top is "tbody" or "thead" or "tfoot" && name is "tbody" or "thead" or "tfoot")
            Pop(ref writer);
        if (Top is "table" && name is "tr" or "td" or "th")
            Insert(Section, ref writer);
        if (Top is "tbody" or "thead" or "tfoot" && name is "td" or "th")
            Insert(Row, ref writer);
        return _count < NormalizingLimits.Depth;
    }

    // The row or section that browsers add.
    private void Insert(ElementRule rule, ref MarkupWriter writer)
    {
        if (_count < NormalizingLimits.Depth)
            Push(rule, rule.Name, writer.Start(rule));
    }

    private bool CloseTablePart(string name, ref MarkupWriter writer)
    {
        if (!IsInTable && !CloseCell(ref writer))
            return false;
        if (Top is "tr")
        {
            Pop(ref writer);
            if (name is "tr")
                return true;
        }
        if (name is "tr")
            return false;
        if (name is not "table")
        {
            if (Top != name)
                return false;
            Pop(ref writer);
            return true;
        }
        if (Top is "tbody" or "thead" or "tfoot")
            Pop(ref writer);
        Pop(ref writer);
        return true;
    }

    private bool CloseCell(ref MarkupWriter writer)
    {
        if (!IsInCell)
            return false;
        var at = _count - 1;
        while (_entries[at].Rule.Name is not ("td" or "th"))
            at--;
        if (!IsImpliedAbove(at))
            return false;
        PopTo(at, ref writer);
        return true;
    }

    private readonly bool IsImpliedAbove(int at)
    {
        for (var above = at + 1; above < _count; above++)
        {
            if (!_entries[above].Rule.Is(ElementTraits.Implied))
                return false;
        }
        return true;
    }

    private static bool IsNamed(Entry entry, ElementRule rule, ReadOnlySpan<char> name) =>
        entry.Rule == rule && (entry.OtherName is null || name.Equals(entry.OtherName, StringComparison.OrdinalIgnoreCase));

    private void PopTo(int count, ref MarkupWriter writer)
    {
        while (_count > count)
            Pop(ref writer);
    }

    private void Pop(ref MarkupWriter writer)
    {
        var entry = _entries[--_count];
        if (entry.IsShown)
            writer.End(entry.Rule);
    }
}
