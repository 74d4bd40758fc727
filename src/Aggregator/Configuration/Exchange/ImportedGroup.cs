namespace Aggregator.Configuration.Exchange;

/// <summary>One level of an import: what a folder of the other program holds. The outermost has no name.</summary>
internal sealed class ImportedGroup(string? name)
{
    public string? Name => name;
    public List<ImportedFeed> Feeds { get; } = [];
    public List<ImportedGroup> Groups { get; } = [];
    public bool IsEmpty => Feeds.Count == 0 && Groups.TrueForAll(group => group.IsEmpty);
}
