using System.Data;
using System.Data.Common;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Fetching;

namespace Aggregator.Storage.Inserting;

/// <summary>Collects rows and sends them with one statement: where each statement is a way to a server and back.</summary>
internal sealed class CollectedInsert(DbConnection connection, DbTransaction transaction, InsertText text) : RowInsert
{
    private readonly JsonRows _rows = new();
    private readonly RepeatedQuery _statement = new(connection, transaction, text.OfRows, ("rows", DbType.String));
    private bool _isOpen;

    public override RowInsert Add(long? value)
    {
        Begun().Add(value);
        return this;
    }

    public override RowInsert Add(string? value)
    {
        Begun().Add(value);
        return this;
    }

    public override RowInsert Add(Hash128? value)
    {
        Begun().Add(value);
        return this;
    }

    public override RowInsert Add(ReadOnlySpan<byte> value)
    {
        Begun().Add(Convert.ToHexStringLower(value));
        return this;
    }

    public override RowInsert AddJson<T>(T value, JsonTypeInfo<T> type)
    {
        Begun().AddJson(value, type);
        return this;
    }

    public override void End()
    {
        _rows.End();
        _isOpen = false;
    }

    public override void Send()
    {
        if (_rows.Count > 0)
            _statement.Run(_rows.Take());
    }

    public override void Dispose()
    {
        _rows.Dispose();
        _statement.Dispose();
    }

    private JsonRows Begun()
    {
        if (!_isOpen)
            _rows.Begin();
        _isOpen = true;
        return _rows;
    }
}
