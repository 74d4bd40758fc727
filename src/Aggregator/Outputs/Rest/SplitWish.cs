namespace Aggregator.Outputs.Rest;

/// <summary>What becomes an article of its own again.</summary>
internal sealed record SplitWish
{
    /// <summary>The feed whose entry it is, by its number.</summary>
    public required long Feed { get; init; }

    /// <summary>Only the entry of this guid, where one feed's entries were taken for one.</summary>
    public string? Guid { get; init; }
}
