namespace Aggregator.Storage.Access;

/// <summary>What a key allows. Each includes those before it.</summary>
internal enum KeyScope
{
    /// <summary>Everything that changes nothing.</summary>
    Read,

    /// <summary>Actions, too: poll now, pause, undo a merge, mark as read.</summary>
    Write,
}
