using Aggregator.Configuration;
using Aggregator.Configuration.Rules;
using Aggregator.Tests.Configuration.Lists;

namespace Aggregator.Tests.Configuration.Rules;

/// <summary>Rules as operators write them.</summary>
internal static class WrittenRules
{
    /// <summary>A feed with this YAML among its settings, such as <c>drop: [{title: words}]</c>.</summary>
    public static FeedDefinition Feed(string yaml)
    {
        using var folder = new TemporaryFolder();
        folder.Write("list.yaml", $"feeds:\n  - url: https://example.org/\n    {yaml}\n");
        return CatalogLoader.Load(folder.Path, Crons.Reader) switch
        {
            CatalogOutcome.Loaded loaded => loaded.Catalog.Feeds[0],
            CatalogOutcome.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Errors)),
            _ => throw new InvalidOperationException(),
        };
    }

    public static EntryRule Rule(string yaml) => Feed($"drop: [{yaml}]").Drop[0];
}
