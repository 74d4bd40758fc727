namespace Aggregator.Deduplicating;

/// <summary>What a key was made from. The numbers are stored.</summary>
internal enum KeyKind
{
    /// <summary>The publisher's id, verbatim.</summary>
    Guid = 1,

    /// <summary>The link in its canonical form.</summary>
    Link = 2,

    /// <summary>Title and visible words.</summary>
    Content = 3,
}
