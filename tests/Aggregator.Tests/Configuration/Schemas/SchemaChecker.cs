using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aggregator.Configuration.Reading;

namespace Aggregator.Tests.Configuration.Schemas;

/// <summary>
/// Checks a tree against a JSON Schema, as far as ours goes: an unknown keyword is an exception. Scalars of our trees are text, so that string, number
/// and boolean are one type here.
/// </summary>
internal sealed class SchemaChecker(JsonObject root)
{
    public bool Accepts(PlacedNode node) => Accepts(root, node);

    private bool Accepts(JsonNode schema, PlacedNode node) => schema.AsObject().All(keyword => keyword.Key switch
    {
        "$schema" or "$defs" or "title" or "description" => true,
        "$ref" => Accepts(root["$defs"]![keyword.Value!.GetValue<string>()["#/$defs/".Length..]]!, node),
        "anyOf" => keyword.Value!.AsArray().Any(inner => Accepts(inner!, node)),
        "enum" => keyword.Value!.AsArray().Any(value => node is PlacedScalar scalar && value?.ToString().ToLowerInvariant() == scalar.Text),
        "type" => (keyword.Value is JsonArray types ? types.Select(type => type!.GetValue<string>()) : [keyword.Value!.GetValue<string>()]).Any(type => IsOf(type, node)),
        "pattern" => node is not PlacedScalar { Text: { } text } || Regex.IsMatch(text, keyword.Value!.GetValue<string>(), RegexOptions.NonBacktracking),
        "items" => node is not PlacedSequence list || list.Items.All(item => Accepts(keyword.Value!, item)),
        "required" => node is not PlacedMapping mapping || keyword.Value!.AsArray().All(key => mapping.Find(key!.GetValue<string>()) is not null),
        "minProperties" => node is not PlacedMapping mapping || mapping.Members.Length >= keyword.Value!.GetValue<int>(),
        "properties" => node is not PlacedMapping mapping || mapping.Members.All(member => keyword.Value![member.Key] is not { } inner || Accepts(inner, member.Value)),
        "additionalProperties" => node is not PlacedMapping mapping || mapping.Members.All(member =>
            schema["properties"]?[member.Key] is not null || (keyword.Value is JsonObject inner && Accepts(inner, member.Value))),
        _ => throw new InvalidOperationException($"The keyword {keyword.Key} is not checked."),
    });

    private static bool IsOf(string type, PlacedNode node) => type switch
    {
        "object" => node is PlacedMapping,
        "array" => node is PlacedSequence,
        "null" => node is PlacedScalar { Text: null },
        _ => node is PlacedScalar { Text: not null },
    };
}
