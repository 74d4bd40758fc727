using System.Text.RegularExpressions;

namespace Aggregator.Tests.Architecture;

/// <summary>Rules of style that only source can show. Skipped, visibly, where the tests run apart from it.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] TopLevel =
        ["Aggregator.sln", "Directory.Build.props", "Directory.Packages.props", "Dockerfile", "LICENSE", "README.md", "config", "src", "tests"];

    [Fact]
    public void No_file_is_longer_than_350_lines()
    {
        var root = Repository.Require();
        var long_ = Repository.TextFiles(root, "src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Count() > 350)
            .Select(file => Path.GetRelativePath(root, file));
        Assert.Empty(long_);
    }

    [Fact]
    public void The_top_level_holds_exactly_what_it_may()
    {
        var root = Repository.Require();
        var ignored = File.ReadLines(Path.Combine(root, ".gitignore")).Select(line => line.Trim('/')).ToHashSet();
        var found = Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)!)
            .Where(name => !name.StartsWith('.') && !ignored.Contains(name))
            .Order(StringComparer.Ordinal);
        Assert.Equal(TopLevel, found);
    }

    [Fact]
    public void No_using_names_a_folder_below_its_own()
    {
        // What the compiled assembly cannot show: constants and nameof.
        var root = Repository.Require();
        var folders = ArchitectureRules.OfAggregator.Folders;
        var source = Path.Combine(root, "src", "Aggregator");
        var backward = Repository.TextFiles(source, [.. folders]).Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Select(line => (File: Path.GetRelativePath(source, file), Line: line)))
            .Where(found => Using().Match(found.Line) is { Success: true } match
                && folders.IndexOf(match.Groups["folder"].Value) > folders.IndexOf(found.File.Split(Path.DirectorySeparatorChar)[0]));
        Assert.Empty(backward);
    }

    [Fact]
    public void No_file_names_a_place_on_some_machine_or_the_host_of_a_registry()
    {
        var root = Repository.Require();
        var files = Repository.TextFiles(root, "src", "config", "tests", ".ci")
            .Concat(Directory.EnumerateFiles(root))
            .Where(file => new FileInfo(file).Length < 1_000_000 && Path.GetFileName(file) != "SourceTests.cs" && Path.GetFileName(file) != ".git");
        var found = files.SelectMany(file => File.ReadLines(file)
            .Where(line => MachinePath().IsMatch(line) || RegistryHost().IsMatch(line))
            .Select(line => $"{Path.GetRelativePath(root, file)}: {line.Trim()}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("open /home/somebody/feeds", true)]
    [InlineData("\"/root/.cache\"", true)]
    [InlineData(@"C:\Users\somebody", true)]
    [InlineData("https://example.org/home/page", false)]
    [InlineData("ProtectHome=yes", false)]
    public void A_place_on_some_machine_is_told_from_a_url(string line, bool expected) => Assert.Equal(expected, MachinePath().IsMatch(line));

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+|\w+\s*=\s*)?Aggregator\.(?<folder>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    [GeneratedRegex(@"(^|[\s""'`=(,:])(/home/\w|/root/|/Users/\w|/work/)|[A-Za-z]:\\Users\\", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(nuget\.org|pypi\.org|npmjs\.(com|org)|crates\.io)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();
}
