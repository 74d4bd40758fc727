namespace Aggregator.Outputs.Rest;

/// <summary>One line of the stream: what became of an article, which comes as it is now; without it when it is gone.</summary>
internal sealed record ChangeShape(long Number, string Kind, DateTimeOffset At, long ArticleId, long Revision)
{
    public ChangeDetailShape Detail { get; init; } = new();
    public ArticleShape Article { get; init; } = new(0);
}
