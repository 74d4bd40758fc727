using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>Reads keep and drop rules. Equal patterns are compiled once, however many feeds carry them.</summary>
internal sealed class RuleReader(ErrorCollector errors)
{
    private const int MaxPatternLength = 1000;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Dictionary<string, EntryField> Fields =
        Enum.GetValues<EntryField>().ToDictionary(f => f.ToString().ToLowerInvariant());

    private readonly Dictionary<string, Regex> _compiled = [];

    /// <summary>The rules that are good; errors are reported.</summary>
    public ImmutableArray<EntryRule> Read(string key, PlacedNode node)
    {
        if (node is not PlacedSequence list)
        {
            errors.Add(node.Location, $"{key} must be a list of rules such as {{title: pattern}}, not {node.Kind}");
            return [];
        }

        return [.. list.Items.Select(i => ReadRule(key, i)).OfType<EntryRule>()];
    }

    private EntryRule? ReadRule(string key, PlacedNode node)
    {
        if (node is not PlacedMapping { Members: [{ Value: PlacedScalar { Text: { Length: > 0 } pattern } } member] })
            errors.Add(node.Location, $"a rule of {key} must be one field and one pattern, such as {{title: pattern}}, not {node.Kind}");
        else if (!Fields.TryGetValue(member.Key, out var field))
            errors.Add(member.Location, FeedKeys.Unknown(member.Key, Fields.Keys, null));
        else if (pattern.Length > MaxPatternLength)
            errors.Add(member.Value.Location, $"the pattern is longer than {MaxPatternLength} characters");
        else if (Compile(pattern, member.Value.Location) is { } regex)
            return new EntryRule(field, regex);
        return null;
    }

    private Regex? Compile(string pattern, SourceLocation place)
    {
        if (_compiled.TryGetValue(pattern, out var known))
            return known;
        try
        {
            return _compiled[pattern] = new Regex(pattern, Options);
        }
        catch (RegexParseException e)
        {
            errors.Add(place, $"the pattern is not a regular expression: {e.Message}");
        }
        catch (NotSupportedException)
        {
            errors.Add(place, "the pattern uses what could run without end: backreferences, lookaround, atomic groups and conditions are not allowed; nor are patterns that expand to very much");
        }

        return null;
    }
}
