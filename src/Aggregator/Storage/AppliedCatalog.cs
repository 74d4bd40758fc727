namespace Aggregator.Storage;

/// <summary>What taking over a catalog changed.</summary>
internal readonly record struct AppliedCatalog(int Added, int Changed, int Retired)
{
    /// <summary>Feeds that go on under another URL.</summary>
    public int Moved { get; init; }
}
