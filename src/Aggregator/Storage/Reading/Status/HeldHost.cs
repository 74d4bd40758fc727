namespace Aggregator.Storage.Reading.Status;

/// <summary>A host that is left alone for a while.</summary>
internal sealed record HeldHost
{
    public string Host { get; init; } = "";
    public DateTimeOffset Until { get; init; }
    public string Why { get; init; } = "";

    /// <summary>Active feeds that wait for it.</summary>
    public long Feeds { get; init; }
}
