using System.Text.Json;

namespace Aggregator.Commands;

/// <summary>One line of the batch protocol: a file, and what came with it when it was fetched.</summary>
internal sealed record ParseRequest(string File, string? Url, string? ContentType, string? ContentLocation, string? ContentLanguage)
{
    /// <exception cref="JsonException">The line is no JSON object with a <c>file</c>.</exception>
    public static ParseRequest Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "file") is not { } file)
            throw new JsonException("A request needs a \"file\".");
        var headers = root.TryGetProperty("headers", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        return new ParseRequest(
            file, Text(root, "url"), Text(root, "contentType") ?? Header(headers, "Content-Type"), Header(headers, "Content-Location"),
            Header(headers, "Content-Language"));
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Header(JsonElement headers, string name)
    {
        if (headers.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var header in headers.EnumerateObject())
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && header.Value.ValueKind == JsonValueKind.String)
                return header.Value.GetString();
        }

        return null;
    }
}
