using System.Collections;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Binding;

/// <summary>Reads the three places that settings come from, in the order in which later ones win.</summary>
internal sealed class SettingSources(ErrorCollector errors)
{
    private const string Prefix = "AGGREGATOR_";
    private const string FileSuffix = "_FILE";

    /// <summary>Variables that carry our prefix and are none of ours. Sorted.</summary>
    private static readonly (string Prefix, string Why)[] Foreign =
    [
        ("AGGREGATOR_PORT", "Kubernetes sets AGGREGATOR_PORT… for a service named aggregator"),
        ("AGGREGATOR_SERVICE_", "Kubernetes sets AGGREGATOR_SERVICE_HOST and more for a service named aggregator"),
        ("AGGREGATOR_TEST_", "switches of the test suite"),
    ];

    /// <summary>A missing file is fine: everything has a default.</summary>
    public IEnumerable<SettingAssignment> FromJson(string path)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var root = JsonTreeReader.Read(path, File.ReadAllBytes(path), StringComparer.OrdinalIgnoreCase, errors);
            if (root is PlacedMapping mapping)
                return Flatten(mapping, "", Path.GetDirectoryName(path) ?? "");
            if (root is not null)
                errors.Add(root.Location, $"settings must be a JSON object, not {root.Kind}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourceLocation(path, 0, 0), $"cannot be read: {e.Message}");
        }

        return [];
    }

    public IEnumerable<SettingAssignment> FromEnvironment(IDictionary environment)
    {
        var variables = environment.Keys.OfType<string>()
            .Where(n => n.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Where(n => !Foreign.Any(f => n.StartsWith(f.Prefix, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal);
        foreach (var name in variables)
        {
            var location = new SourceLocation($"environment {name}", 0, 0);
            var key = name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            if (Assign(location, key, new PlacedScalar(location, environment[name] as string ?? ""), "") is { } assignment)
                yield return assignment;
        }
    }

    public IEnumerable<SettingAssignment> FromCommandLine(IReadOnlyList<string> overrides)
    {
        foreach (var argument in overrides)
        {
            var equals = argument.IndexOf('=');
            var location = new SourceLocation($"command line {(equals < 0 ? argument : argument[..equals])}", 0, 0);
            if (equals < 1)
                errors.Add(location, "a setting on the command line is written Section:Key=value, such as Polling:HostDelay=2s");
            else if (Assign(location, argument[..equals].Trim(), new PlacedScalar(location, argument[(equals + 1)..]), "") is { } assignment)
                yield return assignment;
        }
    }

    private IEnumerable<SettingAssignment> Flatten(PlacedMapping mapping, string prefix, string directory)
    {
        foreach (var member in mapping.Members)
        {
            var key = prefix + member.Key;
            if (member.Value is PlacedMapping { Members.Length: > 0 } section)
            {
                foreach (var inner in Flatten(section, key + ":", directory))
                    yield return inner;
            }
            else if (member.Value is not PlacedMapping || SettingsReference.Sections.All(s => !s.Equals(key, StringComparison.OrdinalIgnoreCase)))
            {
                if (Assign(member.Location, key, member.Value, directory) is { } assignment)
                    yield return assignment;
            }
        }
    }

    private SettingAssignment? Assign(SourceLocation location, string key, PlacedNode value, string directory)
    {
        if (!key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase))
            return new SettingAssignment(location, key, value, null);
        if (value is not PlacedScalar { Text: { Length: > 0 } path })
        {
            errors.Add(location, $"{key} must name a file, not {value.Kind}");
            return null;
        }

        path = Path.Combine(directory, path);
        var content = SecretFile.Read(path, out var error);
        if (content is null)
            errors.Add(location, $"{key}: {error}");
        return content is null ? null : new SettingAssignment(location, key[..^FileSuffix.Length], new PlacedScalar(location, content), path);
    }
}
