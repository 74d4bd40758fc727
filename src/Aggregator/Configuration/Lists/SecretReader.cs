using System.Collections;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>Reads values that may be secrets: plain text, <c>{env: NAME}</c> or <c>{file: PATH}</c>. No message ever quotes one.</summary>
internal sealed class SecretReader(IDictionary environment, ErrorCollector errors)
{
    /// <summary>The value, or null after the reason was reported. Relative paths start at the folder of the list.</summary>
    public string? Read(string what, PlacedNode node)
    {
        switch (node)
        {
            case PlacedScalar { Text: { } text }:
                return text;
            case PlacedMapping { Members: [{ Key: "env", Value: PlacedScalar { Text: { } name } }] }:
                if (environment[name] is string value)
                    return value;
                errors.Add(node.Location, $"{what}: the environment variable {Excerpt.Of(name)} is not set");
                return null;
            case PlacedMapping { Members: [{ Key: "file", Value: PlacedScalar { Text: { } path } }] }:
                var content = SecretFile.Read(Path.Combine(Path.GetDirectoryName(node.Location.File) ?? "", path), out var error);
                if (content is null)
                    errors.Add(node.Location, $"{what}: {error}");
                return content;
            default:
                errors.Add(node.Location, $"{what} must be text, {{env: NAME}} or {{file: PATH}}");
                return null;
        }
    }
}
