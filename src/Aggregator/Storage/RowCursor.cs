using System.Data;
using System.Globalization;

namespace Aggregator.Storage;

/// <summary>
/// Reads the columns of a row one after the other, by the driver alone: where rows are wide and many, a mapper takes three times as long. Which of them are null the
/// first column says for all, since most are and to ask the driver costs as much as to read.
/// </summary>
/// <param name="row">Of a query for <see cref="Columns"/>.</param>
internal struct RowCursor(IDataRecord row)
{
    private readonly long _nulls = row.GetInt64(0);
    private int _column = 1;

    /// <summary>What to select.</summary>
    /// <param name="columns">62 at most, in the order in which they are read.</param>
    public static string Columns(params IReadOnlyList<string> columns) =>
        $"{string.Join(" + ", columns.Select((column, place) => string.Create(CultureInfo.InvariantCulture, $"CASE WHEN {column} IS NULL THEN {2L << place} ELSE 0 END")))}, {string.Join(", ", columns)}";

    public long Number() => row.GetInt64(_column++);

    public string Text() => row.GetString(_column++);

    public DateTimeOffset Instant() => DateTimeOffset.FromUnixTimeMilliseconds(Number());

    public long? NumberIfAny() => IsNull() ? null : Number();

    public long NumberOrZero() => IsNull() ? 0 : Number();

    public string? TextIfAny() => IsNull() ? null : Text();

    public byte[]? BytesIfAny() => IsNull() ? null : (byte[])row.GetValue(_column++);

    public DateTimeOffset? InstantIfAny() => IsNull() ? null : Instant();

    /// <summary>Of milliseconds.</summary>
    public TimeSpan? SpanIfAny() => IsNull() ? null : TimeSpan.FromMilliseconds(Number());

    /// <summary>And goes past it, if it is.</summary>
    private bool IsNull()
    {
        if ((_nulls & (1L << _column)) == 0)
            return false;
        _column++;
        return true;
    }
}
