using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Aggregator.Configuration.Reading;

/// <summary>
/// Reads one YAML document into a tree with places. Works on parser events: for a list of 10,000 feeds that is several times cheaper than
/// a serializer, and every key keeps its place. Merge keys (<c>&lt;&lt;</c>) are deliberately not done: groups and defaults are there for that.
/// </summary>
internal sealed class YamlTreeReader
{
    private const int MaxDepth = 64;

    /// <summary>Nodes that aliases may add: enough for any list, too few for a bomb of nested aliases.</summary>
    private const int MaxAliasedNodes = 1_000_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly ErrorCollector _errors;
    private readonly Dictionary<string, (PlacedNode Node, int Size)> _anchors = [];
    private int _size;
    private int _aliased;

    private YamlTreeReader(string file, TextReader text, ErrorCollector errors)
    {
        _file = file;
        _parser = new Parser(text);
        _errors = errors;
    }

    private ParsingEvent Current => _parser.Current ?? throw new YamlException("unexpected end");

    /// <summary>The tree; null when the file holds no document, or after a syntax error was reported.</summary>
    public static PlacedNode? Read(string file, TextReader text, ErrorCollector errors)
    {
        var reader = new YamlTreeReader(file, text, errors);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            // Of a tab in the indentation the parser only knows where the block begins.
            var place = e.Message.Contains("tab", StringComparison.Ordinal) && e.End.Line > e.Start.Line ? e.End : e.Start;
            errors.Add(reader.At(place), $"not valid YAML: {e.Message}");
            return null;
        }
    }

    private PlacedNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            _errors.Add(At(second.Start), "a second document starts here; write one document a file");
        return root;
    }

    private PlacedNode ReadNode(int depth)
    {
        var next = Current;
        if (depth > MaxDepth)
            throw new YamlException(next.Start, next.End, $"nested deeper than {MaxDepth} levels");
        _parser.MoveNext();
        if (next is AnchorAlias alias)
            return Resolve(alias);
        var sizeBefore = _size++;
        PlacedNode node = next switch
        {
            Scalar scalar => new PlacedScalar(At(next.Start), IsNull(scalar) ? null : scalar.Value),
            SequenceStart => ReadSequence(At(next.Start), depth),
            MappingStart => ReadMapping(At(next.Start), depth),
            _ => throw new YamlException(next.Start, next.End, "a value was expected"),
        };
        if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
            _anchors[anchored.Anchor.Value] = (node, _size - sizeBefore);
        return node;
    }

    private PlacedSequence ReadSequence(SourceLocation location, int depth)
    {
        var items = ImmutableArray.CreateBuilder<PlacedNode>();
        while (Current is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        _parser.MoveNext();
        return new PlacedSequence(location, items.DrainToImmutable());
    }

    private PlacedMapping ReadMapping(SourceLocation location, int depth)
    {
        var mapping = new MappingBuilder(location, StringComparer.Ordinal, _errors);
        while (Current is not MappingEnd)
        {
            var at = At(Current.Start);
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not PlacedScalar { Text: { } name })
                _errors.Add(at, $"a key must be a word, not {key.Kind}");
            else if (name == "<<")
                _errors.Add(at, "merge keys (<<) are not read; put what feeds share under defaults: of the file or of a group");
            else
                mapping.Add(at, name, value);
        }

        _parser.MoveNext();
        return mapping.Build();
    }

    private PlacedNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
            throw new YamlException(alias.Start, alias.End, $"alias *{alias.Value.Value} has no anchor before it");
        _aliased += target.Size;
        _size += target.Size;
        if (_aliased > MaxAliasedNodes)
            throw new YamlException(alias.Start, alias.End, $"aliases repeat more than {MaxAliasedNodes} values");
        return target.Node;
    }

    private static bool IsNull(Scalar scalar) => scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };

    private SourceLocation At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
