namespace Aggregator.Storage.Inserting;

/// <summary>A column that rows are inserted with.</summary>
internal readonly record struct InsertColumn(string Name, ColumnKind Kind)
{
    public static InsertColumn Number(string name) => new(name, ColumnKind.Number);

    public static InsertColumn Text(string name) => new(name, ColumnKind.Text);

    public static InsertColumn Bytes(string name) => new(name, ColumnKind.Bytes);
}
