using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Fetching;
using Aggregator.Storage.Inserting;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>Inserts each row at once.</summary>
/// <param name="connection">With a transaction that may write.</param>
/// <param name="text">Which table and columns.</param>
internal sealed class BoundInsert(SqliteConnection connection, InsertText text) : RowInsert
{
    private readonly RawStatement _statement = new(connection, text.OfRow);
    private readonly ArrayBufferWriter<byte> _json = new();
    private Utf8JsonWriter? _jsonWriter;
    private int _place;

    public override RowInsert Add(long? value)
    {
        if (value is { } number)
            _statement.Bind(++_place, number);
        else
            _statement.BindNull(++_place);
        return this;
    }

    public override RowInsert Add(string? value)
    {
        if (value is null)
            return Add((long?)null);
        _statement.Bind(++_place, value);
        return this;
    }

    public override RowInsert Add(Hash128? value)
    {
        if (value is not { } hash)
            return Add((long?)null);
        Span<byte> bytes = stackalloc byte[Hash128.Size];
        hash.Write(bytes);
        return Add(bytes);
    }

    public override RowInsert Add(ReadOnlySpan<byte> value)
    {
        _statement.Bind(++_place, value);
        return this;
    }

    public override RowInsert AddJson<T>(T value, JsonTypeInfo<T> type)
    {
        _json.ResetWrittenCount();
        var writer = _jsonWriter ??= new Utf8JsonWriter(_json, JsonRows.Readable);
        writer.Reset();
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        _statement.BindText(++_place, _json.WrittenSpan);
        return this;
    }

    public override void End()
    {
        _place = 0;
        _statement.Run();
    }

    public override void Send()
    {
    }

    public override void Dispose()
    {
        _statement.Dispose();
        _jsonWriter?.Dispose();
    }
}
