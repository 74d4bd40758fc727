using Aggregator.Fetching;

namespace Aggregator.Tests.Parsing;

/// <summary>Our own cases, and where they are those of the public suites.</summary>
internal static class WrittenDocuments
{
    public static IEnumerable<Document> All()
    {
        var own = Path.Combine(AppContext.BaseDirectory, "Parsing", "Cases");
        var files = Directory.EnumerateFiles(own, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".expected.json", StringComparison.Ordinal));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var others = Path.Combine(folder.FullName, "shared", "conformance", "cases", "feeds");
            if (Directory.Exists(others))
                files = files.Concat(Directory.EnumerateFiles(others, "*", SearchOption.AllDirectories));
        }
        return files.Order(StringComparer.Ordinal).Select(path => new Document { Body = File.ReadAllBytes(path), Url = new Uri("https://publisher.example/feed") });
    }
}
