namespace Aggregator.Storage.Sqlite.Runs;

internal enum RunState
{
    /// <summary>Its entries come from others, which are asked until it has all of them.</summary>
    Written = 0,

    Whole = 1,

    /// <summary>It is removed, some chunks a transaction.</summary>
    Left = 2,
}
