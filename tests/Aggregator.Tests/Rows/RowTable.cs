using System.Text;
using System.Text.RegularExpressions;
using Aggregator.Tests.Architecture;

namespace Aggregator.Tests.Rows;

/// <summary>Which test carries which row, from the names of the tests in the source of both projects.</summary>
internal static partial class RowTable
{
    /// <summary>Ids, in order, each with the files that hold its tests.</summary>
    public static SortedDictionary<string, SortedSet<string>> Find(string root)
    {
        var found = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var tests = Path.Combine(root, "tests");
        foreach (var file in Repository.TextFiles(root, "tests").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var shown = Path.GetRelativePath(tests, file).Replace(Path.DirectorySeparatorChar, '/');
            foreach (var id in File.ReadLines(file).SelectMany(Ids))
            {
                if (!found.TryGetValue(id, out var files)) found[id] = files = new(StringComparer.Ordinal);
                files.Add(shown);
            }
        }

        return found;
    }

    /// <summary>The ids that the name of a test on this line begins with.</summary>
    public static IEnumerable<string> Ids(string line) =>
        TestName().Match(line) is { Success: true } match ? match.Groups["ids"].Value.Split('_', StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The table of <c>tests/README.md</c>: every known row, then those that only tests know.</summary>
    public static string ToMarkdown(SortedDictionary<string, SortedSet<string>> found)
    {
        var text = new StringBuilder("| row | promise | tests |\n| --- | --- | --- |\n");
        foreach (var row in Row.All)
        {
            if (found.TryGetValue(row.Id, out var files)) text.Append($"| {row.Id} | {row.Promise} | {Links(files)} |\n");
        }

        foreach (var (id, files) in found.Where(row => Row.All.All(known => known.Id != row.Key))) text.Append($"| {id} | | {Links(files)} |\n");
        var missing = Row.All.Where(row => !found.ContainsKey(row.Id)).Select(row => $"{row.Id} ({row.Promise})").ToList();
        return text.Append(missing.Count == 0 ? "\nEvery row has a test.\n" : $"\nNot covered: {string.Join("; ", missing)}.\n").ToString();
    }

    private static string Links(SortedSet<string> files) => string.Join(", ", files.Select(file => $"[{Path.GetFileNameWithoutExtension(file)}]({file})"));

    [GeneratedRegex(@"^\s*(public|internal) (static )?(async )?(Task|ValueTask|void) (?<ids>([A-Z][0-9]{2}_)+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();
}
