using System.Collections.Immutable;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Binding;

/// <summary>
/// Reads <c>Polling:Hosts</c>: in a file a list of objects, in the environment and on the command line one text such as
/// <c>*.example.org delay=5s; bridge.example hold=feed</c>.
/// </summary>
internal sealed class HostRuleReader(ErrorCollector errors)
{
    private static readonly ImmutableArray<string> Keys = ["pattern", "concurrency", "delay", "pollsPerMinute", "hold"];

    /// <summary>Every rule that is good; errors are reported.</summary>
    public ImmutableArray<HostRule> Read(SettingAssignment assignment)
    {
        switch (assignment.Value)
        {
            case PlacedSequence list:
                return [.. list.Items.Select(ReadObject).OfType<HostRule>()];
            case PlacedScalar { Text: { } text }:
                return [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => ReadText(assignment.Location, t)).OfType<HostRule>()];
            default:
                errors.Add(assignment.Location, $"{assignment.Key} is {assignment.Quoted}; allowed is a list of objects such as {{\"pattern\": \"*.example.org\", \"delay\": \"5s\"}}");
                return [];
        }
    }

    private HostRule? ReadObject(PlacedNode node)
    {
        if (node is PlacedMapping mapping)
            return Build(node.Location, mapping.Members.Select(m => (m.Location, m.Key, m.Value)));
        errors.Add(node.Location, $"a host rule is an object such as {{\"pattern\": \"*.example.org\", \"delay\": \"5s\"}}, not {node.Kind}");
        return null;
    }

    private HostRule? ReadText(SourceLocation place, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var members = words.Skip(1).Select(word => word.Split('=', 2)).Select(parts => (place, parts[0], (PlacedNode)new PlacedScalar(place, parts.Length == 2 ? parts[1] : null)));
        return Build(place, members.Prepend((place, "pattern", new PlacedScalar(place, words[0]))));
    }

    private HostRule? Build(SourceLocation place, IEnumerable<(SourceLocation Place, string Key, PlacedNode Value)> members)
    {
        var before = errors.Count;
        var rule = new HostRule("");
        foreach (var (at, key, value) in members)
        {
            rule = Keys.FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase)) switch
            {
                "pattern" => rule with { Pattern = Pattern(value) ?? "" },
                "concurrency" => rule with { Concurrency = Ranged("Polling:HostConcurrency", key, value) as int? },
                "delay" => rule with { Delay = Ranged("Polling:HostDelay", key, value) as TimeSpan? },
                "pollsPerMinute" => rule with { PollsPerMinute = Ranged("Polling:HostPollsPerMinute", key, value) as int? },
                "hold" => rule with { Hold = Scope(value) },
                _ => Unknown(rule, at, key),
            };
        }
        if (errors.Count == before && rule.Pattern.Length == 0)
            errors.Add(place, "a host rule needs a pattern, such as \"*.example.org\"");
        return errors.Count == before ? rule : null;
    }

    private string? Pattern(PlacedNode value)
    {
        var text = (value as PlacedScalar)?.Text?.Trim().ToLowerInvariant();
        if (text is { Length: > 0 and <= 300 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '*' or '.' or '-' or '_' or ':' or '[' or ']'))
            return text;
        errors.Add(value.Location, $"pattern is {value.Kind}; allowed is a host such as example.org, *.example.org or example.org:8080, names of other scripts in their xn-- form");
        return null;
    }

    private object? Ranged(string setting, string key, PlacedNode value)
    {
        var description = SettingsReference.Find(setting)!;
        var read = description.Read(value);
        if (read is null)
            errors.Add(value.Location, $"{key} is {value.Kind}; allowed is {description.Allowed}");
        return read;
    }

    private HoldScope? Scope(PlacedNode value)
    {
        var text = (value as PlacedScalar)?.Text;
        if (Enum.GetValues<HoldScope>().Where(s => s.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).ToList() is [var scope])
            return scope;
        errors.Add(value.Location, $"hold is {value.Kind}; allowed is host or feed");
        return null;
    }

    private HostRule Unknown(HostRule rule, SourceLocation place, string key)
    {
        errors.Add(place, $"unknown key {Excerpt.Of(key)}; the nearest is {Nearest.To(key, Keys)}, all are {string.Join(", ", Keys)}");
        return rule;
    }
}
