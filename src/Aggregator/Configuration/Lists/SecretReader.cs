using System.Collections;
using System.Text;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>
/// Reads values that may be secrets: plain text with <c>${env:NAME}</c> and <c>${file:PATH}</c> anywhere in it, or <c>{env: NAME}</c> and
/// <c>{file: PATH}</c> in its place. No message ever quotes one.
/// </summary>
/// <param name="environment">Where names are looked up; null for lists that may not refer to anything of ours.</param>
internal sealed class SecretReader(IDictionary? environment, ErrorCollector errors)
{
    private const string Start = "${";

    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>Files that were read, so that a change of theirs can be noticed. Full paths.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>The value, or null after the reason was reported. Relative paths start at the folder of the list.</summary>
    public string? Read(string what, PlacedNode node)
    {
        switch (node)
        {
            case PlacedScalar { Text: { } text }:
                return Resolve(what, text, node.Location);
            case PlacedMapping { Members: [{ Key: "env" or "file", Value: PlacedScalar { Text: { } name } } member] } when environment is not null:
                return Look(what, member.Key, name, node.Location);
            default:
                errors.Add(node.Location, $"{what} must be text, {{env: NAME}} or {{file: PATH}}");
                return null;
        }
    }

    /// <summary>Whether a text refers to a secret.</summary>
    public bool Refers(string text) => environment is not null
        && (text.Contains(Start + "env:", StringComparison.Ordinal) || text.Contains(Start + "file:", StringComparison.Ordinal));

    /// <summary>The text with every reference replaced, or null after the reason was reported.</summary>
    public string? Resolve(string what, string text, SourceLocation place)
    {
        if (!Refers(text))
            return text;
        var resolved = new StringBuilder();
        var rest = text.AsSpan();
        for (var start = rest.IndexOf(Start); start >= 0; start = rest.IndexOf(Start))
        {
            var end = rest[start..].IndexOf('}');
            var reference = end < 0 ? rest[(start + Start.Length)..] : rest[(start + Start.Length)..(start + end)];
            var colon = reference.IndexOf(':');
            if (end < 0 || colon < 0 || reference[..colon] is not ("env" or "file"))
            {
                errors.Add(place, $"{what}: a reference is written ${{env:NAME}} or ${{file:PATH}}");
                return null;
            }

            if (Look(what, reference[..colon].ToString(), reference[(colon + 1)..].Trim().ToString(), place) is not { } value)
                return null;
            resolved.Append(rest[..start]).Append(value);
            rest = rest[(start + end + 1)..];
        }

        return resolved.Append(rest).ToString();
    }

    private string? Look(string what, string kind, string name, SourceLocation place)
    {
        if (kind == "env")
        {
            if (environment![name] is string value)
                return value;
            errors.Add(place, $"{what}: the environment variable {Excerpt.Of(name)} is not set");
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(place.File) ?? "", name));
        _files.Add(path);
        var content = SecretFile.Read(path, out var error);
        if (content is null)
            errors.Add(place, $"{what}: {error}");
        return content;
    }
}
