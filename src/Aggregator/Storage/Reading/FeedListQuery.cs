namespace Aggregator.Storage.Reading;

/// <summary>Which feeds a table shows; null does not restrict.</summary>
internal sealed record FeedListQuery
{
    /// <summary>One word of <see cref="FeedHealth"/>; without it feeds that left the lists are left out.</summary>
    public string? Health { get; init; }

    /// <summary>A part of title, URL or host.</summary>
    public string? Words { get; init; }
    public string? Tag { get; init; }

    /// <summary>With its port.</summary>
    public string? Host { get; init; }
    public FeedSort Sort { get; init; }
    public bool Descending { get; init; }
    public int Offset { get; init; }
    public int Limit { get; init; } = 100;
}
