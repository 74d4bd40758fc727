namespace Aggregator.Storage.Inserting;

/// <summary>An insert, said once for both databases.</summary>
/// <param name="table">Into which.</param>
/// <param name="conflict">The clause about rows that are there; empty where that is an error.</param>
/// <param name="columns">In the order in which a row's values come.</param>
internal sealed class InsertText(string table, string conflict, params InsertColumn[] columns)
{
    public int Columns => columns.Length;

    /// <summary>One row, its values as parameters.</summary>
    public string OfRow { get; } = $"INSERT INTO {table} ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))}) {conflict}";

    /// <summary>All rows of a parameter that <see cref="JsonRows"/> wrote.</summary>
    public string OfRows { get; } =
        $"INSERT INTO {table} ({Names(columns)}) SELECT {string.Join(", ", columns.Select(Read))} FROM json_each(@rows) r WHERE true {conflict}";

    private static string Names(IEnumerable<InsertColumn> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string Read(InsertColumn column, int place) => column.Kind switch
    {
        ColumnKind.Number => $"CAST(r.value ->> {place} AS BIGINT)",
        ColumnKind.Bytes => $"unhex(r.value ->> {place})",
        _ => $"r.value ->> {place}",
    };
}
