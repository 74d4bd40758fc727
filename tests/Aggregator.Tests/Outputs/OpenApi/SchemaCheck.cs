using System.Globalization;
using System.Text.Json;

namespace Aggregator.Tests.Outputs.OpenApi;

/// <summary>
/// Holds a JSON value against a schema of JSON Schema 2020-12, as far as our document uses it; a keyword that it does not know is an error, so that
/// nothing is passed over. Members that an object's schema does not name are errors, too: the document must name all that the server writes.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly string[] Known =
    [
        "$ref", "type", "format", "properties", "required", "items", "oneOf", "anyOf", "enum", "description", "additionalProperties", "minimum", "maximum", "default", "title",
        "minLength", "maxLength", "pattern", "examples",
    ];

    public List<string> Errors { get; } = [];

    public void Check(JsonElement value, JsonElement schema, string place = "$")
    {
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !Known.Contains(keyword.Name)))
            Errors.Add($"{place}: the keyword {keyword.Name} is not known");
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(value, Resolve(reference.GetString()!), place);
            return;
        }
        if (Choices(schema) is { } choices)
        {
            if (choices.Count(choice => new SchemaCheck(document).Passes(value, choice)) != 1)
                Errors.Add($"{place}: fits not one of {choices.Count}");
            return;
        }
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
            Errors.Add($"{place}: {TypeOf(value)} where {type} is said");
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
            Errors.Add($"{place}: {value} is none of {words}");
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && !IsInstant(value.GetString()!))
            Errors.Add($"{place}: {value} is no date-time");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (place2, item) in value.EnumerateArray().Index())
                Check(item, items, $"{place}[{place2}]");
        }
        if (value.ValueKind == JsonValueKind.Object)
            CheckMembers(value, schema, place);
    }

    private void CheckMembers(JsonElement value, JsonElement schema, string place)
    {
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!) : [])
        {
            if (!value.TryGetProperty(name, out _))
                Errors.Add($"{place}: {name} is missing");
        }
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
                Check(member.Value, known, $"{place}.{member.Name}");
            else if (!schema.TryGetProperty("additionalProperties", out _))
                Errors.Add($"{place}: {member.Name} is not in the document");
        }
    }

    private bool Passes(JsonElement value, JsonElement schema)
    {
        Check(value, schema);
        return Errors.Count == 0;
    }

    private static List<JsonElement>? Choices(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var one) || schema.TryGetProperty("anyOf", out one) ? [.. one.EnumerateArray()] : null;

    private static IEnumerable<string?> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()) : [type.GetString()];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool IsInstant(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private JsonElement Resolve(string reference)
    {
        const string prefix = "#/components/schemas/";
        Assert.StartsWith(prefix, reference, StringComparison.Ordinal);
        return document.GetProperty("components").GetProperty("schemas").GetProperty(reference[prefix.Length..]);
    }
}
