using System.Buffers;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// A statement that SQLite reads once, when it is first used, and runs again and again. Bound by the functions below the driver, which looks each parameter up
/// by its name again for each row: a row of five numbers costs half as much again by the driver, and twice as much by way of JSON; a row with a text five times
/// as much. Of storing a poll that brought nothing the driver was a third.
/// </summary>
/// <param name="connection">With a transaction that may write.</param>
/// <param name="text">One statement.</param>
internal sealed class RawStatement(SqliteConnection connection, string text) : IDisposable
{
    private const int Row = 100;
    private const int Done = 101;

    private readonly sqlite3 _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
    private sqlite3_stmt? _statement;

    /// <param name="name">Of a parameter of the text, which may stand there several times.</param>
    /// <exception cref="DbException">There is no such table, or the database cannot be used just now.</exception>
    public int Place(string name) =>
        raw.sqlite3_bind_parameter_index(Statement(), "@" + name) is var place and > 0 ? place : throw new ArgumentException($"@{name} is not in: {text}", nameof(name));

    /// <param name="place">From 1 on.</param>
    /// <param name="value">Of the parameter there.</param>
    /// <exception cref="DbException">There is no such table, or the database cannot be used just now.</exception>
    public void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(Statement(), place, value));

    public void Bind(int place, double value) => Check(raw.sqlite3_bind_double(Statement(), place, value));

    public void Bind(int place, ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(Statement(), place, value));

    public void Bind(int place, string value)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        BindText(place, bytes.AsSpan(0, Encoding.UTF8.GetBytes(value, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    public void BindText(int place, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(Statement(), place, utf8));

    public void BindNull(int place) => Check(raw.sqlite3_bind_null(Statement(), place));

    /// <summary>Of a statement that returns no rows.</summary>
    public void Run()
    {
        var statement = Statement();
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != Done)
            Check(result);
    }

    /// <summary>Goes to the next row, if there is one; else it may be bound and run anew.</summary>
    public bool Read()
    {
        var statement = Statement();
        var result = raw.sqlite3_step(statement);
        if (result == Row)
            return true;
        raw.sqlite3_reset(statement);
        if (result != Done)
            Check(result);
        return false;
    }

    /// <param name="column">From 0 on; of the row that was read.</param>
    public long Number(int column) => raw.sqlite3_column_int64(Statement(), column);

    /// <param name="column">From 0 on; of the row that was read. Until the next step.</param>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(Statement(), column);

    /// <summary>Rows that were changed when it was run last.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>Leaves the rows that were not read.</summary>
    public void Reset() => raw.sqlite3_reset(Statement());

    public void Dispose() => _statement?.Dispose();

    private sqlite3_stmt Statement()
    {
        if (_statement is null)
            Check(raw.sqlite3_prepare_v2(_database, text, out _statement));
        return _statement!;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
