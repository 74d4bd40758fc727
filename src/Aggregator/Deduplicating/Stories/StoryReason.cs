namespace Aggregator.Deduplicating.Stories;

/// <summary>Why an article is in its story. The names are stored.</summary>
internal enum StoryReason
{
    /// <summary>The story began with it.</summary>
    First,

    /// <summary>Its text is that of another member.</summary>
    NearDuplicate,

    /// <summary>It tells of the same event in own words.</summary>
    SameEvent,
}
