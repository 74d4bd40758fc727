using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>
/// Rows for one statement, as a JSON array of arrays: <c>… FROM json_each(@rows) r</c> reads them, column n as <c>r.value ->> n</c>.
/// One statement for all rows of a table costs a fraction of a statement with twenty parameters for each row, and it is one text on both databases.
/// Instants are Unix milliseconds, hashes hexadecimal (<c>unhex</c>).
/// </summary>
internal sealed class JsonRows : IDisposable
{
    // The text goes into a parameter, never into HTML: letters of all scripts may stay as they are.
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly ArrayBufferWriter<byte> _inner = new();
    private readonly Utf8JsonWriter _writer;
    private readonly Utf8JsonWriter _innerWriter;

    public JsonRows()
    {
        _writer = new Utf8JsonWriter(_buffer, Readable);
        _innerWriter = new Utf8JsonWriter(_inner, Readable);
        _writer.WriteStartArray();
    }

    public int Count { get; private set; }

    public JsonRows Begin()
    {
        Count++;
        _writer.WriteStartArray();
        return this;
    }

    public JsonRows Add(string? value)
    {
        _writer.WriteStringValue(value);
        return this;
    }

    public JsonRows Add(long? value)
    {
        if (value is { } number)
            _writer.WriteNumberValue(number);
        else
            _writer.WriteNullValue();
        return this;
    }

    public JsonRows Add(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds());

    public JsonRows Add(Hash128? value)
    {
        if (value is not { } hash)
        {
            _writer.WriteNullValue();
            return this;
        }
        Span<byte> bytes = stackalloc byte[Hash128.Size];
        hash.Write(bytes);
        Span<byte> digits = stackalloc byte[2 * Hash128.Size];
        Convert.TryToHexStringLower(bytes, digits, out _);
        _writer.WriteStringValue(digits);
        return this;
    }

    /// <summary>The text of a JSON value: as a value of its own, a database would spell it its own way.</summary>
    public JsonRows AddJson<T>(T value, JsonTypeInfo<T> type)
    {
        _inner.ResetWrittenCount();
        _innerWriter.Reset();
        JsonSerializer.Serialize(_innerWriter, value, type);
        _innerWriter.Flush();
        _writer.WriteStringValue(_inner.WrittenSpan);
        return this;
    }

    public void End() => _writer.WriteEndArray();

    /// <summary>All rows since the last call, or since the beginning; starts anew.</summary>
    public string Take()
    {
        _writer.WriteEndArray();
        _writer.Flush();
        var text = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        Count = 0;
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartArray();
        return text;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _innerWriter.Dispose();
    }
}
