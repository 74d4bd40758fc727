using System.Text.Json.Serialization.Metadata;
using Aggregator.Fetching;

namespace Aggregator.Storage.Inserting;

/// <summary>
/// Inserts row after row into one table, within one transaction: each value in the order of the columns, then <see cref="End"/>. When the rows are in the table
/// is the database's choice, at the latest after <see cref="Send"/>.
/// </summary>
internal abstract class RowInsert : IDisposable
{
    public abstract RowInsert Add(long? value);

    public abstract RowInsert Add(string? value);

    public abstract RowInsert Add(Hash128? value);

    public abstract RowInsert Add(ReadOnlySpan<byte> value);

    /// <summary>The text of a JSON value.</summary>
    public abstract RowInsert AddJson<T>(T value, JsonTypeInfo<T> type);

    public RowInsert Add(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds());

    public abstract void End();

    public abstract void Send();

    public abstract void Dispose();
}
