using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Aggregator.Deduplicating;
using Aggregator.Deduplicating.Rules;
using Aggregator.Normalizing;

namespace Aggregator.Tests.Deduplicating;

/// <summary>For each rule files in <c>Cases</c>: the documents of one or two feeds, and what must be decided about each of their entries.</summary>
public sealed class RuleCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Deduplicating", "Cases");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Entries_are_decided_as_written_down_beside_them(string name)
    {
        var memory = new FeedMemory();
        foreach (var document in JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!["documents"]!.AsArray())
        {
            var entries = document!["entries"]!.AsArray().Select(Read).ToArray();
            var expected = document["decisions"]!.AsArray().Select(d => (string)d!);
            Assert.Equal(expected, memory.See((long)document["feed"]!, entries).Select(Show));
        }
    }

    [Fact]
    public void Every_rule_has_a_case_of_its_name()
    {
        var rules = typeof(IDuplicateRule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IDuplicateRule)) && !t.IsInterface).Select(t => t.Name);
        Assert.All(rules, rule => Assert.Contains(Directory.GetFiles(Folder, $"{Kebab(rule)}*.json"), _ => true));
    }

    private static ArticleDraft Read(JsonNode? entry) => Drafts.Draft(
        (string?)entry!["guid"], (string?)entry["link"], (string?)entry["title"], (string?)entry["text"],
        (string?)entry["published"] is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null);

    private static string Show(Decision decision) => decision switch
    {
        Decision.Created => "created",
        Decision.Revised revised => $"revised {revised.Article.Id} by {revised.Rule}",
        Decision.Sourced sourced => $"sourced {sourced.Article.Id} by {sourced.Rule}",
        Decision.Resighted resighted => $"resighted {resighted.Article.Id} by {resighted.Rule}",
        _ => throw new InvalidOperationException(),
    };

    private static string Kebab(string name) => name.Aggregate(new StringBuilder(), (text, c) => char.IsUpper(c) && text.Length > 0 ? text.Append('-').Append(char.ToLowerInvariant(c)) : text.Append(char.ToLowerInvariant(c))).ToString();
}
