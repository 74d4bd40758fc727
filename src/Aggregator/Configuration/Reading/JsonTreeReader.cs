using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Aggregator.Configuration.Reading;

/// <summary>Reads JSON (comments and trailing commas allowed) into a tree with places. Columns count characters, not bytes.</summary>
internal ref struct JsonTreeReader
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ErrorCollector _errors;
    private readonly StringComparer _keys;
    private Utf8JsonReader _reader;
    private int _counted;
    private int _line = 1;
    private int _column = 1;

    private JsonTreeReader(string file, ReadOnlySpan<byte> bytes, StringComparer keys, ErrorCollector errors)
    {
        _file = file;
        _bytes = bytes;
        _keys = keys;
        _errors = errors;
        _reader = new Utf8JsonReader(bytes, Options);
    }

    /// <summary>The tree, or null after a syntax error was reported.</summary>
    public static PlacedNode? Read(string file, ReadOnlySpan<byte> bytes, StringComparer keys, ErrorCollector errors)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var reader = new JsonTreeReader(file, bytes, keys, errors);
        try
        {
            reader._reader.Read();
            var root = reader.ReadNode();
            while (reader._reader.Read())
            {
                // Nothing may follow but comments; the reader throws on anything else.
            }

            return root;
        }
        catch (JsonException e)
        {
            var column = (int)(e.BytePositionInLine ?? 0) + 1;
            errors.Add(new SourceLocation(file, (int)(e.LineNumber ?? 0) + 1, column), $"not valid JSON: {FirstSentence(e.Message)}");
            return null;
        }
        catch (InvalidOperationException)
        {
            errors.Add(reader.Here(), "not valid JSON: the text is not UTF-8");
            return null;
        }
    }

    private PlacedNode ReadNode()
    {
        var here = Here();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var mapping = new MappingBuilder(here, _keys, _errors);
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    var at = Here();
                    var key = _reader.GetString()!;
                    _reader.Read();
                    mapping.Add(at, key, ReadNode());
                }

                return mapping.Build();
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<PlacedNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadNode());
                return new PlacedSequence(here, items.DrainToImmutable());
            case JsonTokenType.Null:
                return new PlacedScalar(here, null);
            case JsonTokenType.String:
                return new PlacedScalar(here, _reader.GetString());
            default:
                return new PlacedScalar(here, Encoding.UTF8.GetString(_reader.ValueSpan));
        }
    }

    /// <summary>Where the current token starts. Tokens come in order, so every byte is looked at once.</summary>
    private SourceLocation Here()
    {
        foreach (var b in _bytes[_counted..(int)_reader.TokenStartIndex])
        {
            if (b == '\n')
                (_line, _column) = (_line + 1, 1);
            else if ((b & 0xC0) != 0x80)
                _column++;
        }

        _counted = (int)_reader.TokenStartIndex;
        return new SourceLocation(_file, _line, _column);
    }

    private static string FirstSentence(string message) => message.Split(" LineNumber:", 2)[0].TrimEnd('.');
}
