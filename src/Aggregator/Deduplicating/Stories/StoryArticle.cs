namespace Aggregator.Deduplicating.Stories;

/// <summary>An article as far as telling stories needs it.</summary>
internal sealed class StoryArticle
{
    public required long Id { get; init; }
    /// <summary>
    /// Its place in time: stored articles by their numbers, those of a batch behind all of them. Of several daemons one may number a later article lower.
    /// </summary>
    public required long Order { get; init; }
    public required long Feed { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
    public required StoryText Text { get; init; }

    /// <summary>The story that it is in.</summary>
    public long? Story { get; set; }

    public StorySketch Sketch { get => field ??= StorySketch.Of(Text); init; }
}
