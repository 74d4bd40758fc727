namespace Aggregator.Deduplicating.Edits;

internal enum DiffKind
{
    Same,
    Removed,
    Added,
}
