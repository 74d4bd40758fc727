using System.Text;

namespace Aggregator.Parsing.Repairing;

/// <summary>
/// Makes well-formed XML of what was meant to be: junk around the root, illegal characters, bare ampersands, HTML entities, undeclared prefixes,
/// mismatched, unclosed and cut-off tags, unescaped markup. One pass, linear; only documents that a strict reader refuses pay for it.
/// </summary>
internal sealed class XmlRepairer
{
    private readonly StringBuilder _out;
    private readonly DiagnosticLog _log;
    private readonly CharacterWriter _characters;
    private readonly OpenTags _open;
    private readonly PrefixTable _prefixes = new();
    private readonly HashSet<string> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missingEnds = new(StringComparer.Ordinal);
    private int _declarationsAt = -1;

    private XmlRepairer(int capacity, EntityTable entities, DiagnosticLog log)
    {
        _out = new StringBuilder(capacity + 1_024);
        _log = log;
        _characters = new CharacterWriter(_out, entities);
        _open = new OpenTags(_out);
    }

    /// <param name="root">Where the root element begins, as <see cref="RootFinder"/> says.</param>
    public static string Repair(string text, int root, DiagnosticLog log)
    {
        log.Add(DiagnosticCode.Malformed, "not well formed: read after repair");
        var entities = new EntityTable(DoctypeReader.EntitiesIn(text.AsSpan(0, root)), log);
        return new XmlRepairer(text.Length - root, entities, log).Run(text, root);
    }

    private string Run(string text, int at)
    {
        while (at < text.Length && (_declarationsAt < 0 || _open.Count > 0))
        {
            var rest = text.AsSpan(at);
            if (rest[0] != '<')
            {
                var next = rest.IndexOf('<');
                _characters.Write(next < 0 ? rest : rest[..next]);
                at += next < 0 ? rest.Length : next;
                continue;
            }

            at += Markup(rest);
        }

        if (_open.Count > 0)
            _log.Add(DiagnosticCode.TruncatedDocument, $"ends inside <{_open.Top}>");
        if (_open.Any(FeedStructure.IsEntry))
            _log.Add(DiagnosticCode.EntryCutOff, $"ends inside <{_open.Top}>");
        while (_open.Count > 0)
            _open.Pop();
        if (_declarationsAt >= 0)
            _out.Insert(_declarationsAt, _prefixes.Missing());
        return _out.ToString();
    }

    /// <summary>What begins with <c>&lt;</c>; returns how many characters it took.</summary>
    private int Markup(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 1)
            return 1;
        switch (rest[1])
        {
            case '!' when rest.StartsWith("<!--", StringComparison.Ordinal):
                return Through(rest, "-->", "<!--".Length);
            case '!' when rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase):
                return Cdata(rest);
            case '!':
                return Through(rest, ">", 2);
            case '?':
                return Through(rest, ">", 2);
            case '/':
                return EndTag(rest);
            default:
                return StartTag(rest);
        }
    }

    /// <summary>Steps over; where the end is missing, over the opening only, so that what follows is not lost.</summary>
    private int Through(ReadOnlySpan<char> rest, string end, int opening)
    {
        var close = Find(rest[opening..], end);
        return close < 0 ? opening : opening + close + end.Length;
    }

    /// <summary>An end that is not in the rest is in no later rest either: without remembering that, a document of openings would cost quadratic time.</summary>
    private int Find(ReadOnlySpan<char> rest, string end)
    {
        if (_missingEnds.Contains(end))
            return -1;
        var at = rest.IndexOf(end, StringComparison.Ordinal);
        if (at < 0)
            _missingEnds.Add(end);
        return at;
    }

    private int Cdata(ReadOnlySpan<char> rest)
    {
        const int Opening = 9;
        var close = Find(rest, "]]>");
        if (close >= 0)
        {
            _characters.WriteCdata(rest[Opening..close]);
            return close + 3;
        }

        var end = _open.Top is { } top ? rest.IndexOf("</" + top, StringComparison.OrdinalIgnoreCase) : -1;
        end = end < 0 ? rest.Length : end;
        _characters.WriteCdata(rest[Opening..end].TrimEnd(']'));
        return end;
    }

    private int EndTag(ReadOnlySpan<char> rest)
    {
        var tag = new TagScanner(rest[2..]);
        var length = 2 + tag.Length;
        var name = tag.Name.ToString();
        while (length < rest.Length && rest[length] is not ('>' or '<'))
            length++;
        if (length == rest.Length)
            _log.Add(DiagnosticCode.TruncatedDocument, $"ends inside the end tag </{name}>");
        else if (rest[length] == '>')
            length++;
        if (name.Length > 0)
            _open.CloseTo(Legal(name));
        return length;
    }

    private int StartTag(ReadOnlySpan<char> rest)
    {
        var tag = new TagScanner(rest[1..]);
        if (!tag.IsTag)
        {
            _characters.Write("<");
            return 1;
        }

        var name = Legal(tag.Name.ToString());
        FeedStructure.CloseBefore(name, _open);
        var undo = _out.Length;
        var isRoot = _declarationsAt < 0;
        _out.Append('<').Append(name);
        if (isRoot)
            _declarationsAt = _out.Length;
        WriteAttributes(ref tag, isRoot);
        if (tag.CutOff)
        {
            _out.Length = undo;
            _declarationsAt = isRoot ? -1 : _declarationsAt;
            _log.Add(DiagnosticCode.TruncatedDocument, $"ends inside the tag <{name}>");
            return rest.Length;
        }

        Open(name, tag.SelfClosed || FeedStructure.IsVoid(name), undo);
        return 1 + tag.Length;
    }

    private void Open(string name, bool empty, int undo)
    {
        var written = _open.Count < ParsingLimits.Depth;
        if (!written)
        {
            _out.Length = undo;
            _log.Add(DiagnosticCode.LimitReached, $"nested deeper than {ParsingLimits.Depth}: tags beyond are left out");
        }
        else
        {
            _out.Append(empty ? "/>" : ">");
        }

        if (!empty)
            _open.Push(name, written);
    }

    private void WriteAttributes(ref TagScanner tag, bool isRoot)
    {
        _attributes.Clear();
        while (tag.Next(out var written, out var value))
        {
            if (_attributes.Count >= ParsingLimits.Attributes || Attribute(written.ToString()) is not { } name || !_attributes.Add(name))
                continue;
            if (name.StartsWith("xmlns", StringComparison.Ordinal) && !Declare(name, value.ToString(), isRoot))
                continue;
            _out.Append(' ').Append(name).Append("=\"");
            _characters.Write(value);
            _out.Append('"');
        }
    }

    /// <summary>False for declarations that namespaces forbid.</summary>
    private bool Declare(string name, string value, bool isRoot)
    {
        if (value.Contains("w3.org/XML/1998/namespace", StringComparison.Ordinal) || value.Contains("w3.org/2000/xmlns", StringComparison.Ordinal))
            return false;
        if (name == "xmlns")
            return true;
        if (value.Length == 0 || !name.StartsWith("xmlns:", StringComparison.Ordinal))
            return false;
        _prefixes.Declare(name["xmlns:".Length..], value, isRoot);
        return true;
    }

    private string? Attribute(string name)
    {
        if (name is "xmlns" || (name.StartsWith("xmlns:", StringComparison.Ordinal) && name is not ("xmlns:" or "xmlns:xml" or "xmlns:xmlns") && name.LastIndexOf(':') == 5))
            return NameOk(name.AsSpan(Math.Min(name.Length, 6))) || name == "xmlns" ? name : null;
        var legal = Legal(name);
        return NameOk(legal.AsSpan(legal.IndexOf(':') + 1)) ? legal : null;
    }

    private static bool NameOk(ReadOnlySpan<char> local) => local.Length > 0 && System.Xml.XmlConvert.IsStartNCNameChar(local[0]);

    /// <summary>A name with at most one colon, whose prefix will be declared; otherwise the colons become underscores.</summary>
    private string Legal(string name)
    {
        var colon = name.IndexOf(':');
        if (colon < 0)
            return name;
        var local = name.AsSpan(colon + 1);
        var prefix = name[..colon];
        var isQualified = colon > 0 && NameOk(local) && NameOk(prefix) && !local.Contains(':') && prefix is not "xmlns" && _prefixes.Use(prefix);
        return isQualified ? name : NameOk(name) ? name.Replace(':', '_') : "_" + name.Replace(':', '_');
    }
}
