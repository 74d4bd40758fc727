using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aggregator.Commands;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Tests.Parsing;

/// <summary>One document for each rule and quirk in <c>Cases</c>, and beside it all that must come out. Absent fields and empty lists are left out there.</summary>
public sealed class GoldenCaseTests
{
    private const string Ending = ".expected.json";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Parsing", "Cases");
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*" + Ending).Select(f => Path.GetFileName(f)[..^Ending.Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_reads_as_written_down_beside_it(string name)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + Ending)))!;
        var input = Directory.GetFiles(Folder, name + ".*").Single(f => Path.GetFileNameWithoutExtension(f) == name);
        var request = golden["request"];
        var outcome = new FeedParser().Parse(new Document
        {
            Body = File.ReadAllBytes(input),
            Url = (string?)request?["url"] is { } url ? new Uri(url) : null,
            ContentType = (string?)request?["contentType"],
            ContentLocation = (string?)request?["headers"]?["Content-Location"],
            ContentLanguage = (string?)request?["headers"]?["Content-Language"],
        });

        Assert.Equal(golden["expect"]!.ToJsonString(Readable), Shown(outcome).ToJsonString(Readable));
    }

    [Fact]
    public void There_are_cases() => Assert.True(Names.Count > 100);

    private static JsonNode Shown(ParseOutcome outcome)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, ParsedFeedJson.Options))
            ParsedFeedJson.Write(json, outcome, new Normalizer());
        var shown = Pruned(JsonNode.Parse(memory.ToArray()))!;
        shown["error"]?.AsObject().Remove("message");
        if (shown["diagnostics"] is JsonArray diagnostics)
            shown["diagnostics"] = new JsonArray([.. diagnostics.Select(d => d!["code"]!.DeepClone())]);
        return shown;
    }

    private static JsonNode? Pruned(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Pruned(p.Value))).Where(p => p.Value is not (null or JsonArray { Count: 0 }))),
        JsonArray a => new JsonArray([.. a.Select(Pruned)]),
        _ => node?.DeepClone(),
    };
}
