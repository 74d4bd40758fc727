namespace Aggregator.Tests.Configuration;

/// <summary>Finds the repository that the tests were built from.</summary>
internal static class SourceTree
{
    public static string Config { get; } = Path.Combine(FindRoot(), "config");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aggregator.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
