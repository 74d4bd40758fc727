using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Fetching;
using Aggregator.Storage.Inserting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// Inserts each row at once, its values bound to a statement that SQLite reads once. Bound by the functions below the driver, which looks each parameter up by
/// its name again for each row: a row of five numbers costs half as much again by the driver, and twice as much by way of JSON; a row with a text five times as much.
/// </summary>
internal sealed class BoundInsert : RowInsert
{
    private const int Done = 101;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly ArrayBufferWriter<byte> _json = new();
    private Utf8JsonWriter? _jsonWriter;
    private int _place;

    /// <param name="connection">With a transaction that may write.</param>
    /// <param name="text">Which table and columns.</param>
    /// <exception cref="DbException">There is no such table, or the database cannot be used just now.</exception>
    public BoundInsert(SqliteConnection connection, InsertText text)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_database, text.OfRow, out _statement));
    }

    public override RowInsert Add(long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, ++_place, number) : raw.sqlite3_bind_null(_statement, ++_place));
        return this;
    }

    public override RowInsert Add(string? value)
    {
        if (value is null)
            return Add((long?)null);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        AddText(bytes.AsSpan(0, Encoding.UTF8.GetBytes(value, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
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
        Check(raw.sqlite3_bind_blob(_statement, ++_place, value));
        return this;
    }

    public override RowInsert AddJson<T>(T value, JsonTypeInfo<T> type)
    {
        _json.ResetWrittenCount();
        var writer = _jsonWriter ??= new Utf8JsonWriter(_json, JsonRows.Readable);
        writer.Reset();
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        AddText(_json.WrittenSpan);
        return this;
    }

    public override void End()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        _place = 0;
        if (result != Done)
            Check(result);
    }

    public override void Send()
    {
    }

    public override void Dispose()
    {
        _statement.Dispose();
        _jsonWriter?.Dispose();
    }

    private void AddText(ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, ++_place, utf8));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
