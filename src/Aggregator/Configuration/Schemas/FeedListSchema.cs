using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aggregator.Configuration.Lists;

namespace Aggregator.Configuration.Schemas;

/// <summary>
/// JSON Schema (draft 2020-12) of feed lists, so that editors complete keys and mark mistakes. Made from the vocabulary that the loader itself uses:
/// a key that it knows and this does not is an exception, and a test.
/// </summary>
internal static class FeedListSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Feed list of Aggregator",
        ["type"] = new JsonArray("object", "null"),
        ["properties"] = Properties(ListVocabulary.Own.Root),
        ["additionalProperties"] = false,
        ["$defs"] = new JsonObject
        {
            ["defaults"] = Object(ListVocabulary.Own.Defaults, "What the feeds of this level share; inner levels win."),
            ["feed"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(KeySchemas.Text("The feed's URL."), Object(ListVocabulary.Own.Feed, "A feed and its settings.", "url")),
            },
            ["group"] = Object(ListVocabulary.Own.Group, "Feeds that share a name, tags and defaults.", "name"),
            ["rule"] = Object(RuleReader.Names, "Fields and what to look for in them; several must all match."),
            ["secret"] = KeySchemas.Secret(),
        },
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Object(ImmutableArray<string> keys, string description, string? required = null)
    {
        var schema = new JsonObject
        {
            ["description"] = description,
            ["type"] = required is null ? new JsonArray("object", "null") : "object",
            ["properties"] = keys == RuleReader.Names ? RuleProperties() : Properties(keys),
            ["additionalProperties"] = false,
        };
        if (required is not null)
            schema["required"] = new JsonArray(required);
        if (keys == RuleReader.Names)
            (schema["type"], schema["minProperties"]) = ("object", 1);
        return schema;
    }

    private static JsonObject Properties(ImmutableArray<string> keys) => new(keys.Order(StringComparer.Ordinal).Select(key => KeyValuePair.Create<string, JsonNode?>(key, KeySchemas.Of(key))));

    private static JsonObject RuleProperties() => new(RuleReader.Names.Select(key => KeyValuePair.Create<string, JsonNode?>(key, KeySchemas.OfRule(key))));
}
