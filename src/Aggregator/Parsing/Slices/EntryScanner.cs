using System.Buffers;
using System.Text;

namespace Aggregator.Parsing.Slices;

/// <summary>
/// Finds where entries begin and end in the bytes of a document, without reading what is in them. Exact for well-formed XML in UTF-8; it gives up at whatever
/// is not the plain layout of RSS 2.0, RSS 1.0 or Atom, and at document types, which may declare entities. What is not well formed may be found in the wrong
/// places: whoever leaves entries out has to see the rest read strictly.
/// </summary>
internal ref struct EntryScanner(ReadOnlySpan<byte> xml)
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/>"u8);
    private readonly ReadOnlySpan<byte> _xml = xml;
    private readonly List<Range> _entries = [];
    private ReadOnlySpan<byte> _entryName;
    private int _at;
    private int _depth;
    private int _start = -1;

    /// <summary>How many elements are open where entries stand; 0 until the root has been seen.</summary>
    private int _holder;

    /// <summary>Everything up to the end of the last start tag that entries stand in; 0 until it has been seen.</summary>
    private int _head;

    /// <summary>What held entries has been closed.</summary>
    private bool _isOver;

    /// <summary>Null when this is no plain feed.</summary>
    public static (int Head, List<Range> Entries)? Find(ReadOnlySpan<byte> xml)
    {
        var scanner = new EntryScanner(xml);
        return scanner.Scan() ? (scanner._head, scanner._entries) : null;
    }

    private bool Scan()
    {
        while (_xml[_at..].IndexOf((byte)'<') is >= 0 and var next)
        {
            _at += next;
            var isRead = _xml[_at..] switch
            {
                [_, (byte)'/', ..] => ReadEndTag(),
                [_, (byte)'?', ..] => Skip("?>"u8),
                [_, (byte)'!', (byte)'-', (byte)'-', ..] => Skip("-->"u8, 4),
                [_, (byte)'!', (byte)'[', ..] when _depth > 0 => Skip("]]>"u8),
                [_, (byte)'!', ..] => false,
                _ => ReadStartTag(),
            };
            if (!isRead)
                return false;
        }

        return _head > 0 && _depth == 0;
    }

    private bool Skip(ReadOnlySpan<byte> end, int from = 2)
    {
        var length = _at + from > _xml.Length ? -1 : _xml[(_at + from)..].IndexOf(end);
        _at += from + length + end.Length;
        return length >= 0;
    }

    private bool ReadEndTag()
    {
        if (!Skip(">"u8))
            return false;
        _depth--;
        _isOver |= _depth < _holder && _head > 0;
        if (_start >= 0 && _depth == _holder)
        {
            _entries.Add(_start.._at);
            _start = -1;
        }

        return _depth >= 0;
    }

    private bool ReadStartTag()
    {
        var tag = _xml[_at..];
        var length = LengthOf(tag);
        if (length < 0)
            return false;
        var isEmpty = tag[length - 2] == '/';
        var begin = _at;
        _at += length;
        if (_start < 0 && !Enter(tag[1..length], begin, isEmpty))
            return false;
        if (!isEmpty)
            _depth++;
        return true;
    }

    /// <summary>Sees to a tag outside of entries. False where the layout is not a plain one.</summary>
    private bool Enter(ReadOnlySpan<byte> tag, int begin, bool isEmpty)
    {
        var end = tag.IndexOfAny(NameEnds);
        var name = tag[..end];
        if (_depth == 0)
            return _holder == 0 && !isEmpty && EnterRoot(name);
        if (_depth == 1 && _holder == 2 && name.SequenceEqual("channel"u8))
        {
            // A second channel goes on where the first one ended, with attributes of both.
            if (_head > 0 || isEmpty)
                return false;
            _head = _at;
            return true;
        }

        if (_depth == _holder && _head > 0 && !_isOver && name.SequenceEqual(_entryName))
        {
            _start = begin;
            return !isEmpty;
        }

        return _depth > _holder || !MayHoldEntries(name);
    }

    private bool EnterRoot(ReadOnlySpan<byte> name)
    {
        (_holder, _head) = name.SequenceEqual("rss"u8) ? (2, 0) : (1, _at);
        _entryName = name.SequenceEqual("feed"u8) ? "entry"u8 : "item"u8;
        return _holder == 2 || name.SequenceEqual("feed"u8) || name.SequenceEqual("rdf:RDF"u8);
    }

    /// <summary>Entries in odd places, or under odd names, are for the reader to find.</summary>
    private readonly bool MayHoldEntries(ReadOnlySpan<byte> name)
    {
        var local = name[(name.IndexOf((byte)':') + 1)..];
        // Beside the entries of RSS 1.0, which are of the name that RSS 2.0 has, there is a channel.
        var isBeside = _holder == 1 && _entryName.SequenceEqual("item"u8) && name.SequenceEqual("channel"u8);
        return (Ascii.EqualsIgnoreCase(local, "channel"u8) && !isBeside) || Ascii.EqualsIgnoreCase(local, "item"u8) || Ascii.EqualsIgnoreCase(local, "entry"u8);
    }

    /// <summary>To the end of a start tag, over <c>&gt;</c> in quotes; -1 where there is none.</summary>
    private static int LengthOf(ReadOnlySpan<byte> tag)
    {
        var at = 1;
        while (tag[at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'') is >= 0 and var next)
        {
            at += next + 1;
            var found = tag[at - 1];
            if (found == '>')
                return at;
            var close = tag[at..].IndexOf(found);
            if (close < 0)
                return -1;
            at += close + 1;
        }

        return -1;
    }
}
