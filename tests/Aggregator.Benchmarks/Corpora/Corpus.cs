using Aggregator.Fetching;

namespace Aggregator.Benchmarks.Corpora;

/// <summary>The documents that stages are measured on.</summary>
internal sealed record Corpus(string Name, IReadOnlyList<Document> Documents)
{
    private const int TypicalFeeds = 40;

    public static Corpus Typical() => new("typical", [.. Enumerable.Range(0, TypicalFeeds).Select(feed => new Document
    {
        Body = SyntheticFeed.Write(feed, 0),
        Url = new Uri($"https://site{feed}.example.org/feed"),
        ContentType = SyntheticFeed.ContentType(feed),
    })]);

    /// <summary>Every file that is an input: in a folder of cases, the expected output lies beside it as <c>*.json</c> and is not one.</summary>
    public static Corpus Folder(string folder) => new(Path.GetFileName(folder), [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal)
        .Select(path => new Document { Body = File.ReadAllBytes(path), Url = new Uri("https://example.org/feed") })]);

    /// <summary>Our own golden cases, in the source tree around the program.</summary>
    public static string? CasesFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var cases = Path.Combine(folder.FullName, "tests", "Aggregator.Tests", "Parsing", "Cases");
            if (Directory.Exists(cases))
                return cases;
        }

        return null;
    }
}
