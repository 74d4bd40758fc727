namespace Aggregator.Storage.Reading.Status;

/// <summary>One thing that somebody should look at.</summary>
/// <param name="Kind">One word of <see cref="AttentionKind"/>.</param>
/// <param name="Subject">What it is about, for people: a feed's title, a job's name.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Attention(string Kind, string Subject, string Reason, string Remedy)
{
    /// <summary>False for what works as it is and could be better.</summary>
    public bool IsUrgent { get; init; } = true;
    public long? FeedId { get; init; }

    /// <summary>Of several feeds that fail alike.</summary>
    public string? Host { get; init; }

    /// <summary>Null when nothing tells it.</summary>
    public DateTimeOffset? Since { get; init; }
}
