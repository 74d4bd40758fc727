using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aggregator.Configuration;
using Aggregator.Configuration.Lists;
using Aggregator.Configuration.Reading;
using Aggregator.Configuration.Schemas;

namespace Aggregator.Tests.Configuration.Schemas;

public sealed partial class FeedListSchemaTests
{
    private static readonly SchemaChecker Schema = new(JsonNode.Parse(FeedListSchema.Write())!.AsObject());

    [Fact]
    public void The_shipped_schema_is_that_of_the_code()
    {
        var file = Path.Combine(SourceTree.Config, "feeds.schema.json");
        if (Environment.GetEnvironmentVariable("AGGREGATOR_TEST_REWRITE") == "1")
            File.WriteAllText(file, FeedListSchema.Write());
        else
            Assert.Equal(FeedListSchema.Write(), File.ReadAllText(file));
    }

    [Fact]
    public void Every_shipped_list_is_accepted_and_names_the_schema()
    {
        var files = Directory.GetFiles(Path.Combine(SourceTree.Config, "feeds"), "*.yaml", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            Assert.True(Schema.Accepts(Tree(File.ReadAllText(file))), file);
            Assert.StartsWith("# yaml-language-server: $schema=../feeds.schema.json\n", File.ReadAllText(file), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_documented_list_is_accepted_and_loaded()
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(SourceTree.Config, "README.md"))).Select(match => match.Groups["list"].Value)
            .Where(example => !example.StartsWith("\"Polling\"", StringComparison.Ordinal)).ToList();
        Assert.True(examples.Count >= 6, "the examples are not found any more");
        Assert.All(examples, example =>
        {
            Assert.True(Schema.Accepts(Tree(example)), example);
            var errors = Load(example);
            // The secrets of the examples are not on this machine.
            Assert.DoesNotContain(errors, error => !error.Message.Contains("does not exist", StringComparison.Ordinal) && !error.Message.Contains("is not set", StringComparison.Ordinal) && !error.Message.Contains("references are replaced", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("{0}: 1")]
    [InlineData("defaults: {{{0}: 1}}")]
    [InlineData("feeds: [{{url: 'https://example.org/', {0}: 1}}]")]
    [InlineData("groups: [{{name: a, {0}: 1}}]")]
    [InlineData("groups: [{{name: a, defaults: {{{0}: 1}}}}]")]
    [InlineData("feeds: [{{url: 'https://example.org/', drop: [{{title: a, {0}: b}}]}}]")]
    [InlineData("feeds: [{{url: 'https://example.org/', tag: {{a: {{not: {{{0}: b}}}}}}}}]")]
    public void A_key_that_the_loader_refuses_is_refused_by_the_schema(string list)
    {
        var keys = FeedKeys.Names.Concat(ListVocabulary.Own.Root).Concat(ListVocabulary.Own.Group).Concat(RuleReader.Names).Append("nonsense").Distinct();
        Assert.All(keys, key =>
        {
            var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, list, key);
            if (Load(text).Any(error => error.Message.StartsWith("unknown key", StringComparison.Ordinal) || error.Message.Contains("belongs to one feed", StringComparison.Ordinal) || error.Message.Contains("must stand under", StringComparison.Ordinal)))
                Assert.False(Schema.Accepts(Tree(text)), text);
        });
        Assert.False(Schema.Accepts(Tree(string.Format(System.Globalization.CultureInfo.InvariantCulture, list, "nonsense"))));
    }

    [Theory]
    [InlineData("feeds: https://example.org/")]
    [InlineData("feeds: [{title: no url}]")]
    [InlineData("groups: [{feeds: []}]")]
    [InlineData("defaults: {interval: 30}")]
    [InlineData("defaults: {maxBytes: 1}")]
    [InlineData("defaults: {enabled: perhaps}")]
    [InlineData("defaults: {auth: {basic: {user: a}}}")]
    [InlineData("defaults: {headers: {X: {env: A, file: B}}}")]
    [InlineData("defaults: {drop: [{}]}")]
    [InlineData("defaults: {drop: [{age: soon}]}")]
    public void A_shape_that_the_loader_refuses_is_refused_by_the_schema(string list)
    {
        Assert.NotEmpty(Load(list));
        Assert.False(Schema.Accepts(Tree(list)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("feeds:")]
    [InlineData("feeds: [{url: 'https://example.org/', title: 2024, tags: 1, enabled: true, interval: auto, timeout: , auth: , replaces: ['https://a.example/']}]")]
    [InlineData("defaults: {interval: 1h30m, maxBytes: 10MB, headers: {A: 1, B: {file: x}}, keep: [{any: a}, {any: [{title: b}]}], tag: {t: {age: '< 1d'}, u: [{not: {all: [{link: x}]}}]}}")]
    public void What_the_loader_takes_is_accepted(string list)
    {
        Assert.DoesNotContain(Load(list), error => !error.Message.Contains("does not exist", StringComparison.Ordinal));
        Assert.True(Schema.Accepts(Tree(list)));
    }

    private static PlacedNode Tree(string list)
    {
        var errors = new ErrorCollector();
        var tree = YamlTreeReader.Read("list.yaml", new StringReader(list), errors);
        Assert.Empty(errors.Sorted());
        return tree ?? new PlacedScalar(default, null);
    }

    private static ImmutableArray<ConfigurationError> Load(string list)
    {
        using var folder = new TemporaryFolder();
        folder.Write("list.yaml", list);
        return CatalogLoader.Load(folder.Path, Configuration.Lists.Crons.Reader) is CatalogOutcome.Rejected rejected ? rejected.Errors : [];
    }

    [GeneratedRegex(@"```(yaml|json)\n(?<list>[^`]*)```", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
