namespace Aggregator.Tests.Architecture;

/// <summary>The source tree around the test assembly, for rules that only source can show.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution, or null when the tests run apart from their source.</summary>
    public static string? Root { get; } = Find();

    /// <summary>As <see cref="Root"/>; skips the test, visibly, when there is none.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Root is null, "The source tree is not here.");
        return Root;
    }

    /// <summary>Text files that people write, below some folders of the root; build output and test cases (feeds as found in the wild) are left out.</summary>
    public static IEnumerable<string> TextFiles(string root, params string[] folders) =>
        folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Cases" or "TestResults"));

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Aggregator.sln")))
                return folder.FullName;
        }

        return null;
    }
}
