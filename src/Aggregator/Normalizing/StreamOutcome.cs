namespace Aggregator.Normalizing;

/// <summary>How far <see cref="StreamCleaner"/> came.</summary>
internal enum StreamOutcome
{
    /// <summary>Something was met that only the tree builder nests rightly; what was written is worthless.</summary>
    Undecided,

    /// <summary>Clean.</summary>
    Cleaned,

    /// <summary>Clean, and cleaning it again changes nothing.</summary>
    Settled,
}
