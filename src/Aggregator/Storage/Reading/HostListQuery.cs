namespace Aggregator.Storage.Reading;

/// <summary>Which hosts are wanted, and in which order.</summary>
internal sealed record HostListQuery
{
    /// <summary>A part of the name.</summary>
    public string? Words { get; init; }

    /// <summary>Exactly this one, with its port.</summary>
    public string? Host { get; init; }

    /// <summary>Only those that are left alone just now.</summary>
    public bool Held { get; init; }
    public HostSort Sort { get; init; } = HostSort.Feeds;
    public bool Descending { get; init; } = true;
    public int Offset { get; init; }
    public int Limit { get; init; } = 100;
}
