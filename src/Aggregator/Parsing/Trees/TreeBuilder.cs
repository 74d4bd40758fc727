using System.Xml;
using System.Xml.Linq;

namespace Aggregator.Parsing.Trees;

/// <summary>
/// Reads well-formed XML once, front to back, into a <see cref="FeedTree"/> of the elements that some rule reads. Bounded in depth, entries and attributes;
/// never resolves anything outside of the document.
/// </summary>
internal sealed class TreeBuilder
{
    private readonly DiagnosticLog _log;
    private readonly MarkupWriter _markup;
    private readonly List<XElement> _entries = [];
    private readonly Stack<Uri?> _bases = new();
    private NameReader _names = null!;
    private string _channelNamespace = "";
    private bool _hasBase;

    private TreeBuilder(DiagnosticLog log, Uri? documentUrl)
    {
        _log = log;
        _markup = new MarkupWriter(log);
        _bases.Push(documentUrl);
    }

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <param name="xml">Read to its end, or to the first fault, and closed.</param>
    /// <param name="documentUrl">What relative URLs start from.</param>
    /// <param name="log">Takes what was found on the way.</param>
    public static TreeOutcome Build(TextReader xml, Uri? documentUrl, DiagnosticLog log)
    {
        using var reader = XmlReader.Create(xml, Settings);
        try
        {
            return new TreeBuilder(log, documentUrl).Read(reader);
        }
        catch (XmlException e)
        {
            return new TreeOutcome.Broken(e.Message);
        }
    }

    private TreeOutcome Read(XmlReader reader)
    {
        reader.MoveToContent();
        if (reader.NodeType != XmlNodeType.Element)
            return new TreeOutcome.Broken("no element");
        if (FeedRoots.Of(reader.LocalName, reader.NamespaceURI) is not { } root)
            return new TreeOutcome.OtherRoot(reader.LocalName);
        _names = new NameReader(reader.NamespaceURI, root.Vocabulary);
        var rootNamespace = reader.NamespaceURI;

        var header = new XElement(root.Element, FeedRoots.Declarations(root.Vocabulary));
        var entries = new XElement(root.Element, FeedRoots.Declarations(root.Vocabulary));
        _ = new XDocument(header);
        _ = new XDocument(entries);
        CopyAttributes(reader, header, entries);
        EnterBase(header);
        ReadOuter(reader, header, entries);
        return new TreeOutcome.Built(new FeedTree(
            header, root.Vocabulary == Vocabulary.Atom ? header : ChannelOf(header), _entries, rootNamespace, _channelNamespace, _hasBase));
    }

    private static XElement ChannelOf(XElement root) => root.Name.LocalName == "channel" ? root : root.Element("channel") ?? root;

    /// <summary>What holds entries: the root, a channel in it. A second channel continues the first; deeper ones (CDF) give their entries only.</summary>
    private void ReadOuter(XmlReader reader, XElement header, XElement entries)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (ReadWithin(reader, depth))
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            var (vocabulary, name) = _names.Read(reader);
            if (name is "item" or "entry" && vocabulary is Vocabulary.Rss or Vocabulary.Atom)
            {
                ReadEntry(reader, entries, vocabulary, name);
            }
            else if (name == "channel" && vocabulary == Vocabulary.Rss && depth < 8)
            {
                if (depth == 0)
                    _channelNamespace = reader.NamespaceURI;
                var twin = Twin(header, "channel");
                var entriesTwin = Twin(entries, "channel");
                CopyAttributes(reader, twin, entriesTwin);
                EnterBase(twin);
                ReadOuter(reader, twin, entriesTwin);
                _bases.Pop();
            }
            else
            {
                ReadChild(reader, header, vocabulary, name);
            }
        }
    }

    private static XElement Twin(XElement parent, string name)
    {
        if (parent.Element(name) is { } existing)
            return existing;
        var twin = new XElement(name);
        // In front, so that the next of a million channels finds it at once.
        parent.AddFirst(twin);
        return twin;
    }

    private void ReadEntry(XmlReader reader, XElement parent, Vocabulary vocabulary, string name)
    {
        if (_entries.Count >= ParsingLimits.Entries)
        {
            _log.Add(DiagnosticCode.LimitReached, $"more than {ParsingLimits.Entries} entries: the rest is left out");
            Skip(reader);
            return;
        }

        var entry = new XElement(Namespaces.NameOf(vocabulary) + name);
        parent.Add(entry);
        _entries.Add(entry);
        CopyAttributes(reader, entry);
        EnterBase(entry);
        ReadContainer(reader, entry);
        _bases.Pop();
    }

    private void ReadContainer(XmlReader reader, XElement container)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (ReadWithin(reader, depth))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var (vocabulary, name) = _names.Read(reader);
                if (ElementNames.IsPerson(container.Name.LocalName) && !ElementNames.IsPartOfPerson(name))
                    container.Add(new XText(_markup.Read(reader, escapeText: false, _bases.Peek(), out _)));
                else
                    ReadChild(reader, container, vocabulary, name);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                container.Add(new XText(reader.Value));
            }
        }
    }

    private void ReadChild(XmlReader reader, XElement parent, Vocabulary vocabulary, string? name)
    {
        if (name is null || vocabulary == Vocabulary.Other || reader.Depth >= ParsingLimits.Depth)
        {
            Skip(reader);
            return;
        }

        var child = new XElement(Namespaces.NameOf(vocabulary) + name);
        CopyAttributes(reader, child);
        if (ElementNames.IsContainer(vocabulary, name))
        {
            parent.Add(child);
            EnterBase(child);
            ReadContainer(reader, child);
        }
        else
        {
            EnterBase(child);
            var value = _markup.Read(reader, vocabulary == Vocabulary.Atom && !IsEscapedMarkup(child), _bases.Peek(), out var isMarkup);
            if (value.Length > ParsingLimits.FieldCharacters)
            {
                _log.Add(DiagnosticCode.LimitReached, $"{name} is longer than {ParsingLimits.FieldCharacters} characters: cut");
                value = value[..ParsingLimits.FieldCharacters];
            }

            if (value.Length > 0)
                child.Add(value);
            if (isMarkup)
                child.SetAttributeValue(Marks.Markup, "1");
            parent.Add(child);
        }

        _bases.Pop();
    }

    /// <summary>Atom that says <c>html</c> but has naked elements: its text is markup all the same.</summary>
    private static bool IsEscapedMarkup(XElement element) =>
        (string?)element.Attribute("type") is "html" or "text/html" && (string?)element.Attribute("mode") is null or "escaped";

    private void EnterBase(XElement element)
    {
        var written = (string?)element.Attribute(Marks.XmlBase);
        _hasBase |= written is not null;
        _bases.Push(Fields.UrlResolver.CombineBase(_bases.Peek(), written));
    }

    private void CopyAttributes(XmlReader reader, XElement first, XElement? second = null)
    {
        if (reader.AttributeCount > ParsingLimits.Attributes)
            _log.Add(DiagnosticCode.LimitReached, $"more than {ParsingLimits.Attributes} attributes: the rest is left out");
        var left = ParsingLimits.Attributes;
        for (var more = reader.MoveToFirstAttribute(); more && left > 0; more = reader.MoveToNextAttribute(), left--)
        {
            if (NameReader.Attribute(reader) is not { } name)
                continue;
            first.SetAttributeValue(name, reader.Value);
            second?.SetAttributeValue(name, reader.Value);
        }

        reader.MoveToElement();
    }

    /// <summary>Moves on; false at the end tag of the element at <paramref name="depth"/>.</summary>
    private static bool ReadWithin(XmlReader reader, int depth)
    {
        if (!reader.Read())
            return false;
        if (reader.Depth > ParsingLimits.StrictDepth)
            throw new XmlException("nested too deeply");
        return reader.Depth > depth;
    }

    /// <summary>Leaves the reader on the end tag of the element it stands on.</summary>
    private static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (ReadWithin(reader, depth))
        {
        }
    }
}
