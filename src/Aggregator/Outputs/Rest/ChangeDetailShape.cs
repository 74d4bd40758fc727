namespace Aggregator.Outputs.Rest;

/// <summary>What a change is about besides its article: a story or an article that became part of another, or a text that its page gave it.</summary>
internal sealed record ChangeDetailShape
{
    /// <summary>The story that ended.</summary>
    public long Story { get; init; }

    /// <summary>The article that ended.</summary>
    public long Article { get; init; }

    /// <summary>What it is part of now.</summary>
    public long Into { get; init; }

    /// <summary>The text of its page came.</summary>
    public bool FullText { get; init; }
}
