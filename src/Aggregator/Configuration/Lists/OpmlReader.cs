using System.Collections.Immutable;
using System.Xml;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>
/// Reads OPML 2.0 into the same tree that YAML gives: outlines with <c>xmlUrl</c> are feeds, others are groups. A feed's <c>category</c>
/// attribute is comma-separated and slash-delimited (OPML 2.0, "category"); each part becomes a tag, as nested folders do.
/// Attributes of other programs are ignored.
/// </summary>
internal sealed class OpmlReader
{
    private const int MaxCharacters = 10 * 1024 * 1024;
    private const int MaxDepth = 32;
    private const int MaxOutlines = 20_000;

    private readonly string _file;
    private readonly XmlReader _xml;
    private readonly ErrorCollector _errors;
    private int _outlines;

    private OpmlReader(string file, XmlReader xml, ErrorCollector errors)
    {
        _file = file;
        _xml = xml;
        _errors = errors;
    }

    /// <summary>The tree, or null after the reason was reported.</summary>
    public static PlacedNode? Read(string file, Stream stream, ErrorCollector errors)
    {
        if (stream.Length > MaxCharacters)
        {
            errors.Add(new SourceLocation(file, 0, 0), $"larger than {Sizes.Format(MaxCharacters)}; split the list into several files");
            return null;
        }

        // Lists come from other people's exports: no DTD is processed, nothing is resolved, sizes are bounded.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var xml = XmlReader.Create(stream, settings);
            return new OpmlReader(file, xml, errors).ReadRoot();
        }
        catch (XmlException e)
        {
            errors.Add(new SourceLocation(file, e.LineNumber, e.LinePosition), $"not valid OPML: {e.Message}");
            return null;
        }
    }

    private PlacedMapping? ReadRoot()
    {
        _xml.MoveToContent();
        var root = Here();
        if (_xml.LocalName != "opml")
        {
            _errors.Add(root, $"not OPML: the root element is <{Excerpt.Of(_xml.LocalName)}>");
            return null;
        }

        var outlines = new Level();
        while (_xml.Read())
        {
            if (_xml is { NodeType: XmlNodeType.Element, LocalName: "outline" } && !ReadOutline(outlines, 1))
                return null;
        }

        return outlines.ToMapping(root, []);
    }

    /// <summary>False when a bound was exceeded: what follows is not worth reading.</summary>
    private bool ReadOutline(Level parent, int depth)
    {
        var here = Here();
        if (depth > MaxDepth || ++_outlines > MaxOutlines)
        {
            _errors.Add(here, depth > MaxDepth ? $"outlines nest deeper than {MaxDepth} levels" : $"more than {MaxOutlines} outlines; split the list");
            return false;
        }

        var attributes = ReadAttributes();
        var children = new Level();
        if (!_xml.IsEmptyElement)
        {
            var end = _xml.Depth;
            while (_xml.Read() && _xml.Depth > end)
            {
                if (_xml is { NodeType: XmlNodeType.Element, LocalName: "outline" } && !ReadOutline(children, depth + 1))
                    return false;
            }
        }

        var name = attributes.GetValueOrDefault("title") ?? attributes.GetValueOrDefault("text");
        if (attributes.TryGetValue("xmlUrl", out var url) || (IsFeed(attributes) && attributes.TryGetValue("url", out url)))
        {
            parent.Feeds.Add(new PlacedMapping(here, FeedMembers(url, name, attributes)));
            parent.AddAll(children);
        }
        else if (IsFeed(attributes))
        {
            _errors.Add(here, $"an outline of type {attributes["type"].Text} needs xmlUrl");
        }
        else if (name is null)
        {
            parent.AddAll(children);
        }
        else if (children.Feeds.Count + children.Groups.Count > 0)
        {
            parent.Groups.Add(children.ToMapping(here, [new PlacedMember(name.Location, "name", name)]));
        }

        return true;
    }

    /// <summary>OPML 1.0 called the address of a feed <c>url</c>; without a type that is a link to a page.</summary>
    private static bool IsFeed(Dictionary<string, PlacedScalar> attributes) =>
        attributes.TryGetValue("type", out var type) && type.Text!.ToLowerInvariant() is "rss" or "atom" or "feed" or "rdf";

    /// <summary>Names ignore case: xmlurl and xmlURL are both about. Empty values count as absent.</summary>
    private Dictionary<string, PlacedScalar> ReadAttributes()
    {
        var attributes = new Dictionary<string, PlacedScalar>(StringComparer.OrdinalIgnoreCase);
        while (_xml.MoveToNextAttribute())
        {
            if (!string.IsNullOrWhiteSpace(_xml.Value))
                attributes.TryAdd(_xml.LocalName, new PlacedScalar(Here(), _xml.Value.Trim()));
        }

        _xml.MoveToElement();
        return attributes;
    }

    private static ImmutableArray<PlacedMember> FeedMembers(PlacedScalar url, PlacedScalar? title, Dictionary<string, PlacedScalar> attributes)
    {
        var members = ImmutableArray.CreateBuilder<PlacedMember>(3);
        // Other programs write OPML, and a reference of theirs would be to our secrets.
        members.Add(new PlacedMember(url.Location, "url", url with { Text = url.Text!.Replace("${", "%24%7B", StringComparison.Ordinal) }));
        if (title is not null)
            members.Add(new PlacedMember(title.Location, "title", title));
        if (attributes.TryGetValue("category", out var category))
        {
            var tags = category.Text!.Split([',', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var list = new PlacedSequence(category.Location, [.. tags.Select(t => new PlacedScalar(category.Location, t))]);
            members.Add(new PlacedMember(category.Location, "tags", list));
        }

        return members.DrainToImmutable();
    }

    private SourceLocation Here() => _xml is IXmlLineInfo place && place.HasLineInfo() ? new(_file, place.LineNumber, place.LinePosition) : new(_file, 0, 0);

    /// <summary>What one outline holds.</summary>
    private sealed class Level
    {
        public List<PlacedNode> Feeds { get; } = [];
        public List<PlacedNode> Groups { get; } = [];

        public void AddAll(Level other)
        {
            Feeds.AddRange(other.Feeds);
            Groups.AddRange(other.Groups);
        }

        public PlacedMapping ToMapping(SourceLocation place, ImmutableArray<PlacedMember> first) => new(
            place,
            [.. first, new(place, "feeds", new PlacedSequence(place, [.. Feeds])), new(place, "groups", new PlacedSequence(place, [.. Groups]))]);
    }
}
