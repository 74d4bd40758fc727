namespace Aggregator.Deduplicating.Stories;

/// <summary>What a value of the index was made from. The numbers are stored.</summary>
internal enum BandKind
{
    /// <summary>A shingle of the text.</summary>
    Shingle = 0,

    /// <summary>A stem of the title.</summary>
    Term = 1,
}
