namespace Aggregator.Storage.Inserting;

internal enum ColumnKind
{
    Number,
    Text,
    Bytes,
}
