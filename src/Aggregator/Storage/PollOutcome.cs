namespace Aggregator.Storage;

/// <summary>How a poll ended. Names are stored and counted.</summary>
internal enum PollOutcome
{
    /// <summary>304: the server says nothing changed.</summary>
    NotModified,

    /// <summary>200 with the very bytes of last time.</summary>
    SameBody,

    /// <summary>Other bytes, but every entry is one of the last document's.</summary>
    SameEntries,

    /// <summary>Entries that were not in the last document; whether they are new articles, storage decides.</summary>
    Changed,

    /// <summary>No document, or none that is a feed.</summary>
    Failed,
}
